import { defineStarter } from '../../../src/define.ts';

export default defineStarter({
  title: 'URL shortener',
  hint: 'L2-P2: short links that lead on, count their clicks and end; P06 from level 6 on: who clicked when, from where',
  needs: { level: 2, reason: 'before it there is no server' },
  starts: { level: 3, database: 'postgres' },
  replaces: [
    'src/routes/links.routes.ts',
    'src/graphql/links.graphql.ts',
    'tests/component/links.test.ts',
    'tests/component/links-graphql.test.ts',
  ],
  modules: [
    {
      name: 'links',
      fields: [
        'code:string:min=3:max=32:unique',
        'url:url',
        'expiresAt:datetime?',
        'clicks:integer:min=0=0',
      ],
    },
  ],
  sockets: {
    ports: [
      {
        name: 'clicks',
        symbol: 'openClickBuffer',
        from: 'src/clicks/buffer.ts',
        order: 75,
        when: 'level6',
      },
    ],
    models: [
      { symbol: 'clickDays', from: 'src/models/click-day.model.ts', when: 'level6+postgres' },
    ],
    routes: [
      { symbol: 'shortLinksRoutes', from: 'src/routes/short-links.routes.ts' },
      { symbol: 'linkClicksRoutes', from: 'src/routes/link-clicks.routes.ts', when: 'level6' },
    ],
    repositories: [
      {
        name: 'clickDays',
        symbol: 'clickDaysRepository',
        from: 'src/repositories/click-days.repository.ts',
        when: 'level6',
      },
      {
        name: 'shortLinks',
        symbol: 'shortLinksRepository',
        from: 'src/repositories/short-links.repository.ts',
      },
    ],
    domainServices: [
      {
        name: 'linkClicks',
        symbol: 'linkClicksService',
        from: 'src/services/link-clicks.service.ts',
        when: 'level6',
      },
      {
        name: 'shortLinks',
        symbol: 'shortLinksService',
        from: 'src/services/short-links.service.ts',
      },
    ],
    policies: [
      {
        symbol: 'shortLinksPolicy',
        from: 'src/policies/short-links.policy.ts',
        when: 'level4',
      },
      {
        symbol: 'linkClicksPolicy',
        from: 'src/policies/link-clicks.policy.ts',
        when: 'level6',
      },
    ],
  },
  api: [
    { method: 'GET', path: '/go/:code', about: 'follow a short link: 302, or 410 after its end' },
    {
      method: 'GET',
      path: '/links/:id/clicks',
      about: 'its clicks by day, by source, by agent',
      when: 'level6',
    },
  ],
  stretch: [
    {
      goal: 'several names for one link',
      command: 'generate module aliases link:ref:links name:string:min=3:max=32:unique',
    },
    {
      goal: 'links that survive a restart',
      command: 'level-up 3 --database postgres',
      when: 'below3',
    },
    {
      goal: 'accounts: who may make links',
      command: 'level-up 4',
      when: 'level3+below4',
    },
    {
      goal: 'the clicks of each day, and where they come from',
      command: 'level-up 6',
      when: 'level3+below6',
    },
    {
      goal: 'several instances: their clicks and limits in one place',
      command: 'add redis',
      when: 'level6+without-redis',
    },
    {
      goal: 'the same in a container',
      command: 'add docker',
      when: 'without-docker',
    },
  ],
});
