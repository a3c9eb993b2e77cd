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
