import { defineStarter } from '../../../src/define.ts';

export default defineStarter({
  title: 'Auth API',
  hint: 'P03: accounts from registration to a forgotten password, and a board with roles',
  needs: {
    level: 4,
    databases: ['postgres', 'mongo'],
    reason: 'who somebody is, and what they may do, is what level 4 is about',
  },
  starts: { level: 4, database: 'postgres' },
  modules: [{ name: 'announcements', fields: ['title:string', 'text:text?'] }],
  sockets: {
    // Before who asks is found out: a refusal is private, too.
    middleware: [
      { symbol: 'privateAnswers', from: 'src/middleware/private-answers.ts', order: 85 },
    ],
  },
  workshop: {
    withholds: [
      'tests/component/access-tokens.test.ts',
      'tests/component/accounts.test.ts',
      'tests/component/announcement-board.test.ts',
      'tests/component/announcements.test.ts',
      'tests/component/auth-flow.test.ts',
      'tests/component/cookies.test.ts',
      'tests/component/docs.test.ts',
      'tests/component/login.test.ts',
      'tests/component/mail.test.ts',
      'tests/component/password-reset.test.ts',
      'tests/component/passwords.test.ts',
      'tests/component/policies.test.ts',
      'tests/component/refresh.test.ts',
      'tests/component/sessions.test.ts',
    ],
  },
  stretch: [
    {
      goal: 'passwords hashed with bcrypt',
      command: 'add bcrypt',
      when: 'without-bcrypt',
    },
    {
      goal: 'signing in with GitHub',
      command: 'add oauth-github',
      when: 'without-oauth-github',
    },
    {
      goal: 'profiles: everybody looks after their own',
      command: 'generate module profiles displayName:string bio:text? --owner',
    },
    {
      goal: 'a route for admins alone',
      command: 'generate policy statistics',
    },
    {
      goal: 'the same in a container',
      command: 'add docker',
      when: 'without-docker',
    },
  ],
});
