import { defineLevel } from '../../../src/define.ts';

export default defineLevel({
  title: 'Architecture',
  hint: 'services, repositories, one composition root: code that can grow',
  about: {
    promise: 'structure that grows with you',
    time: '2 to 3 weeks',
    goal: 'structure that grows without becoming unmanageable',
    buildsOn: 4,
  },
});
