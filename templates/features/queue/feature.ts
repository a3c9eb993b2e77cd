import { defineFeature } from '../../../src/define.ts';

export default defineFeature({
  title: 'Queue',
  hint: 'work that nobody has to wait for, done by a process of its own: retries, schedules, dead letters',
  needs: {
    level: 6,
    features: ['redis@mongo'],
    reason: 'work is put into a queue by the outbox, and that comes with level 6',
  },
  suggestedFrom: 6,
  replaces: ['src/db/migrate.ts', 'tools/dev.mjs', 'tests/support/stand-ins.ts'],
  env: [
    {
      name: 'WORKER_CONCURRENCY',
      about: 'jobs that one worker does at the same time',
      schema: 'z.coerce.number().int().min(1).max(200).default(10)',
      example: '10',
      compose: "'10'",
    },
  ],
  sockets: {
    ports: [
      { name: 'jobs', symbol: 'openJobs', from: 'src/jobs/queue.ts', order: 60 },
      { name: 'dashboard', symbol: 'openDashboard', from: 'src/jobs/dashboard.ts', order: 61 },
    ],
    middleware: [{ symbol: 'queues', from: 'src/routes/queues.routes.ts', order: 98 }],
    jobs: [{ symbol: 'tidyUpJob', from: 'src/jobs/tidy-up.job.ts' }],
  },
  generators: {
    job: {
      about: 'work for the worker: its data, who does it, and its test',
      example: 'send-reminder',
      sockets: {
        jobs: [{ symbol: '{{camel}}Job', from: 'src/jobs/{{name}}.job.ts' }],
      },
    },
  },
  folders: {
    'src/worker.ts': 'starts the process that does the jobs, and stops it in order',
    'src/jobs/': 'what can be put into the queue, who does it, and where it goes when it fails',
  },
  scripts: {
    worker: 'do the jobs, with all services at hand',
    dlq: 'look after jobs that failed for good: `dlq -- list`, `dlq -- retry ID`, `dlq -- drop ID`',
  },
  api: [{ method: 'GET', path: '/queues', about: 'a page that shows the queues, for admins' }],
  dependencies: {
    '@bull-board/api': {
      why: 'reads the queues for the page that shows them, on either backend',
      instead: 'counts of the queues among the metrics, drawn by Grafana',
    },
    '@bull-board/express': {
      why: 'serves that page from this app, with nothing loaded from elsewhere but a font that the policy refuses',
      instead: 'a dashboard in a process of its own, behind a login of its own',
    },
    bullmq: {
      why: 'queues with retries, delays, priorities and schedules, on Redis or on PostgreSQL',
      instead: 'pg-boss on PostgreSQL, or a broker such as RabbitMQ',
    },
  },
});
