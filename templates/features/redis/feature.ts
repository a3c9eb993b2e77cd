import { defineFeature } from '../../../src/define.ts';

export default defineFeature({
  title: 'Redis',
  hint: 'one memory for all instances: a shared cache, shared rate limits, and the queue if there is one',
  needs: {
    level: 6,
    reason: 'one process keeps what it needs in its own memory; several need a common one',
  },
  suggestedFrom: 6,
  env: [
    {
      name: 'REDIS_URL',
      about:
        'Redis or Valkey to connect to; needed in production. Empty: commands of this project find or start one, or do without',
      schema: 'z.url({ protocol: /^rediss?$/ }).optional()',
      example: '',
      compose: 'redis://redis:6379',
      deploy: { kind: 'address' },
    },
    {
      name: 'REDIS_PREFIX',
      about: 'what all our keys begin with, so that one Redis can serve several apps',
      schema: "z\n      .string()\n      .regex(/^[\\w-]{1,64}$/)\n      .default('app')",
      example: 'app',
      compose: 'app',
    },
  ],
  sockets: {
    ports: [
      {
        name: 'rateLimitStore',
        symbol: 'openRateLimitStore',
        from: 'src/redis/rate-limit-store.ts',
        order: 50,
      },
    ],
    connections: [{ symbol: 'redis', from: 'src/redis/connector.ts', order: 110 }],
    services: [{ symbol: 'redis', from: 'tools/local/redis.mjs', order: 110 }],
    testServices: [{ symbol: 'testRedis', from: 'tests/support/redis.ts', order: 110 }],
  },
  replaces: ['src/cache/index.ts', 'src/middleware/rate-limit.ts'],
  folders: {
    'src/redis/': 'the connection to Redis, and what is made of its data types',
  },
  dependencies: {
    ioredis: {
      why: 'speaks to Redis, reconnects by itself, and is what BullMQ and socket.io expect',
      instead: '`redis`, the client of the makers of Redis',
    },
    'rate-limit-redis': {
      why: 'counts requests where all instances see them',
      instead: 'about 20 lines of Lua, or a limit in the proxy in front',
    },
  },
});
