import { defineFeature } from '../../../src/define.ts';

export default defineFeature({
  title: 'WebSockets',
  hint: 'the server speaks first: rooms, who is there, what was said; a socket ends with its session',
  needs: {
    level: 8,
    databases: ['postgres', 'mongo'],
    features: ['jwt'],
    reason: 'a connection that stays open is one more thing to secure, to scale and to close',
  },
  suggestedFrom: 8,
  replaces: ['src/app.ts', 'src/server.ts', 'src/utils/identities.ts'],
  sockets: {
    ports: [
      { name: 'sockets', symbol: 'openSockets', from: 'src/realtime/sockets.ts', order: 70 },
      {
        name: 'history',
        symbol: 'openHistory',
        from: 'src/realtime/history.ts',
        order: 71,
        when: 'without-redis',
      },
      {
        name: 'history',
        symbol: 'openSharedHistory',
        from: 'src/realtime/shared-history.ts',
        order: 71,
        when: 'with-redis',
      },
    ],
    domainServices: [
      {
        name: 'orderNews',
        symbol: 'orderNewsService',
        from: 'src/services/order-news.service.ts',
        order: 320,
        when: 'with-example',
      },
    ],
  },
  folders: {
    'src/realtime/': 'sockets: who may connect, which rooms there are, what is said in them',
  },
  dependencies: {
    '@socket.io/redis-adapter': {
      why: 'what is said on one instance is heard by those who are connected to another',
      instead: 'publish and subscribe of `ioredis`, about 100 lines',
    },
    'socket.io': {
      why: 'rooms, answers to messages, and clients that connect again by themselves',
      instead: '`ws`, and those three written by hand',
    },
    'socket.io-client': {
      why: 'connects to the app in tests, as browsers do',
      instead: 'a client of `ws` that speaks the protocol of socket.io',
    },
  },
});
