import { defineLevel } from '../../../src/define.ts';

export default defineLevel({
  title: 'Scaling',
  hint: 'caching, background jobs, an outbox: growing traffic on the same code',
  about: {
    promise: 'growing traffic, without breaking',
    time: '2 to 3 weeks',
    goal: 'growing traffic without breaking, and without costs exploding',
    buildsOn: 5,
  },
});
