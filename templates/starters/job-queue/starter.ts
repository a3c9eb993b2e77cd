import { defineStarter } from '../../../src/define.ts';

export default defineStarter({
  title: 'Job queue',
  hint: 'P10: work of any kind over HTTP: retries, dead letters, priorities, a time to begin; each task ends once',
  needs: {
    level: 6,
    features: ['queue', 'redis'],
    reason: 'a task is kept with its event, and done by the worker of the queue',
  },
  starts: { level: 6, database: 'postgres' },
  sockets: {
    ports: [
      { name: 'taskKinds', symbol: 'createTaskKinds', from: 'src/tasks/index.ts', order: 65 },
    ],
    routes: [{ symbol: 'tasksRoutes', from: 'src/routes/tasks.routes.ts' }],
    policies: [{ symbol: 'tasksPolicy', from: 'src/policies/tasks.policy.ts' }],
    models: [{ symbol: 'tasks', from: 'src/models/task.model.ts', when: 'postgres' }],
    repositories: [
      { name: 'tasks', symbol: 'tasksRepository', from: 'src/repositories/tasks.repository.ts' },
    ],
    domainServices: [
      { name: 'tasks', symbol: 'tasksService', from: 'src/services/tasks.service.ts' },
    ],
    jobs: [{ symbol: 'runTaskJob', from: 'src/jobs/run-task.job.ts' }],
  },
  folders: { 'src/tasks/': 'the kinds of task: what each is given, and what it does' },
  api: [
    { method: 'GET', path: '/tasks', about: 'yours, page by page; an admin sees all' },
    { method: 'POST', path: '/tasks', about: 'submit: kind, payload, priority, when to begin' },
    { method: 'GET', path: '/tasks/:id', about: 'its state, attempts, result or error' },
    { method: 'POST', path: '/tasks/:id/cancellation', about: 'while it waits' },
    { method: 'POST', path: '/tasks/:id/retry', about: 'once more, after it was given up' },
    { method: 'GET', path: '/task-counts', about: 'how many there are of each state' },
  ],
  stretch: [
    {
      goal: 'work that comes back by the clock: give the job a `schedule`',
      command: 'generate job nightly-report',
    },
    {
      goal: 'tasks that wait for others: what has to be done before what',
      command: 'generate module dependencies task:uuid:index needs:uuid:index',
    },
    {
      goal: 'tasks in Prometheus and in one trace with their request: then `add observability`',
      command: 'level-up 8',
      when: 'below8',
    },
    {
      goal: 'the same in containers',
      command: 'add docker',
      when: 'without-docker',
    },
  ],
});
