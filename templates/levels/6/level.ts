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
  replaces: ['src/index.ts', 'src/utils/event-bus.ts', 'tests/unit/event-bus.test.ts'],
  sockets: {
    middleware: [
      { symbol: 'cacheHeaders', from: 'src/middleware/cache-headers.ts', order: 45 },
      { symbol: 'lateReads', from: 'src/middleware/late-reads.ts', order: 48 },
    ],
    ports: [
      { name: 'cache', symbol: 'openCache', from: 'src/cache/index.ts', order: 40 },
      { name: 'replicas', symbol: 'openReplicas', from: 'src/repositories/replicas.ts', order: 45 },
    ],
    repositories: [
      { name: 'outbox', symbol: 'outboxRepository', from: 'src/repositories/outbox.repository.ts' },
      { name: 'inbox', symbol: 'inboxRepository', from: 'src/repositories/inbox.repository.ts' },
    ],
    domainServices: [
      { name: 'outbox', symbol: 'outboxService', from: 'src/services/outbox.service.ts' },
      {
        name: 'recordCache',
        symbol: 'recordCacheService',
        from: 'src/services/record-cache.service.ts',
      },
    ],
  },
  checklist: [
    {
      id: 'L6-K1',
      claim: 'I understand how a cache is kept from telling what is not true any more.',
      shownBy:
        'say for a changed product who drops it from the cache, when, and what if Redis is away',
    },
    {
      id: 'L6-K2',
      claim: 'I can say when a bigger machine helps, and when more machines do.',
      shownBy: 'name what in this project would break if it had ten instances without Redis',
    },
    {
      id: 'L6-K3',
      claim: 'I have put work into a queue.',
      shownBy: 'a job of your own in `src/jobs/`, with a test that makes it fail twice',
    },
    {
      id: 'L6-K4',
      claim: 'I understand read replicas.',
      shownBy: 'say which reads may be late, and why an answer to your own change may not',
    },
    {
      id: 'L6-K5',
      claim: 'I can find what holds a system up.',
      shownBy: 'what the script `load` reports, before your change and after',
    },
  ],
  dependencies: {
    autocannon: {
      why: 'asks as fast as the app answers, and tells how long the slowest had to wait',
      instead: 'k6 or wrk, which are programs of their own',
    },
  },
  scripts: {
    load: 'ask the running app as much as it bears, and report it',
    outbox: 'look after events that could not be told: `outbox -- list`, `outbox -- revive ID`',
  },
  folders: {
    'src/cache/': 'answers that cost something, kept for a while',
    'src/outbox/': 'tells what was written down with a change, at least once, whatever crashes',
  },
});
