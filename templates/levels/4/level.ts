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
  checklist: [
    {
      id: 'L4-K1',
      claim: 'I never store plain-text passwords.',
      shownBy: 'register, and search the whole database for your password',
    },
    {
      id: 'L4-K2',
      claim: 'I understand the difference between authentication and authorization.',
      shownBy: 'one request that is answered 401, one that is answered 403, and why',
    },
    {
      id: 'L4-K3',
      claim: 'I can implement a login with JWT, and say what becomes of the token.',
      shownBy:
        'docs/lessons/L4-D1-signing-in.md from memory: signing in, a request, a refresh, the end',
    },
    {
      id: 'L4-K4',
      claim: 'I validate everything that comes in, and escape what goes out.',
      shownBy: 'register with `"role": "admin"` in the body, and say who refuses it',
    },
    {
      id: 'L4-K5',
      claim: 'No query of mine is put together from what somebody sent.',
      shownBy:
        'docs/lessons/L4-C10-sql-injection.md: try it, and show where the value goes instead',
    },
    {
      id: 'L4-K6',
      claim: 'I can explain CSRF, XSS and SQL injection to a teammate.',
      shownBy: 'for each: who attacks, with what, and which test of tests/component/ would fail',
    },
  ],
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
