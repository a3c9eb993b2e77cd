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
});
