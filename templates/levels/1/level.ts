import { defineLevel } from '../../../src/define.ts';

export default defineLevel({
  title: 'Programming foundations',
  hint: 'code a server can rely on: money, validation, errors, async work, configuration, three command-line tools',
  about: {
    promise: 'clean, logical code that a server can run reliably',
    time: '2 to 3 weeks',
    goal: 'write clean, logical code that a server can execute reliably',
    buildsOn: 0,
  },
});
