import { defineLevel } from '../../../src/define.ts';

export default defineLevel({
  title: 'Authentication and security',
  hint: 'accounts, sessions, roles: who somebody is, and what they may do',
  about: {
    promise: 'only the right people, and only what they may',
    time: '2 to 3 weeks',
    goal: 'protect user data and let only authorized people in',
    buildsOn: 3,
  },
  needs: { features: ['jwt'] },
  replaces: ['src/app.ts', 'src/index.ts', 'tests/support/api.ts'],
  sockets: {
    ports: [{ name: 'clock', symbol: 'createClock', from: 'src/utils/clock.ts', order: 10 }],
  },
  generators: {
    policy: {
      about: 'a route, who may call it, and its test',
      example: 'statistics',
      sockets: {
        routes: [{ symbol: '{{camel}}Routes', from: 'src/routes/{{name}}.routes.ts', order: 300 }],
        policies: [
          { symbol: '{{camel}}Policy', from: 'src/policies/{{name}}.policy.ts', order: 300 },
        ],
      },
    },
  },
  folders: {
    'src/config/ports.ts':
      'the world outside as the app sees it: time, mail, hashes; tests put others in its place',
    'src/policies/': 'who may call what: a row for each route; without a row, nobody',
  },
});
