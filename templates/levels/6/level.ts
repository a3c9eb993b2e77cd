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
    ports: [{ name: 'cache', symbol: 'openCache', from: 'src/cache/index.ts', order: 40 }],
    repositories: [
      { name: 'outbox', symbol: 'outboxRepository', from: 'src/repositories/outbox.repository.ts' },
      { name: 'inbox', symbol: 'inboxRepository', from: 'src/repositories/inbox.repository.ts' },
    ],
    domainServices: [
      {
        name: 'recordCache',
        symbol: 'recordCacheService',
        from: 'src/services/record-cache.service.ts',
      },
    ],
  },
  folders: {
    'src/cache/': 'answers that cost something, kept for a while',
    'src/outbox/': 'tells what was written down with a change, at least once, whatever crashes',
  },
});
