import { defineLevel } from '../../../src/define.ts';

export default defineLevel({
  title: 'DevOps',
  hint: 'images, a proxy, pipelines, deployments: the way to production and back',
  about: {
    promise: 'code that leaves your laptop',
    time: '2 to 3 weeks',
    goal: 'deploy, monitor and operate',
    buildsOn: 6,
  },
});
