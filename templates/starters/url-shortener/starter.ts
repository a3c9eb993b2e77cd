import { defineStarter } from '../../../src/define.ts';

export default defineStarter({
  title: 'URL shortener',
  hint: 'L2-P2: short links that lead on, count their clicks and end',
  needs: { level: 2, reason: 'before it there is no server' },
  starts: { level: 3, database: 'postgres' },
  replaces: ['src/routes/links.routes.ts', 'tests/component/links.test.ts'],
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
    routes: [{ symbol: 'shortLinksRoutes', from: 'src/routes/short-links.routes.ts' }],
    repositories: [
      {
        name: 'shortLinks',
        symbol: 'shortLinksRepository',
        from: 'src/repositories/short-links.repository.ts',
      },
    ],
    domainServices: [
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
    ],
  },
  api: [
    { method: 'GET', path: '/go/:code', about: 'follow a short link: 302, or 410 after its end' },
  ],
  stretch: [
    {
      goal: 'the clicks of each day',
      command: 'generate module visits link:ref:links day:date count:integer:min=0=0',
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
      goal: 'the same in a container',
      command: 'add docker',
      when: 'without-docker',
    },
  ],
});
