import { defineFeature } from '../../../src/define.ts';

export default defineFeature({
  title: 'RabbitMQ',
  hint: 'services tell each other what happened: kept until confirmed, heard once, and laid aside with a reason when nobody can read it',
  needs: {
    level: 8,
    databases: ['postgres', 'mongo'],
    features: ['queue'],
    reason: 'what is told comes from the outbox, and the worker that the queue brings hears it',
  },
  replaces: ['src/worker.ts', 'tests/support/stand-ins.ts'],
  env: [
    {
      name: 'AMQP_URL',
      about:
        'RabbitMQ to connect to; needed in production. Empty: commands of this project find or start one, or do without',
      schema: 'z.url({ protocol: /^amqps?$/ }).optional()',
      example: '',
      compose: 'amqp://app:${RABBITMQ_PASSWORD:?see .env.example}@rabbitmq:5672',
      deploy: { kind: 'address' },
    },
    {
      name: 'AMQP_EXCHANGE',
      about: 'where services tell each other what happened: the same for all of them',
      schema: "z\n      .string()\n      .regex(/^[\\w.-]{1,64}$/)\n      .default('events')",
      example: 'events',
      compose: 'events',
    },
    {
      name: 'AMQP_PREFIX',
      about: 'what all our queues begin with: each service has its own',
      schema: "z\n      .string()\n      .regex(/^[\\w-]{1,64}$/)\n      .default('app')",
      example: 'app',
      compose: 'app',
    },
    {
      name: 'RABBITMQ_PASSWORD',
      about: 'password of the broker inside compose',
      schema: 'z.string().optional()',
      secret: true,
      when: 'with-docker',
    },
  ],
  sockets: {
    connections: [{ symbol: 'rabbitmq', from: 'src/brokers/connector.ts', order: 120 }],
    ports: [
      { name: 'broker', symbol: 'openBroker', from: 'src/brokers/open-broker.ts', order: 80 },
    ],
    services: [{ symbol: 'rabbitmq', from: 'tools/local/rabbitmq.mjs', order: 120 }],
    testServices: [{ symbol: 'testRabbit', from: 'tests/support/rabbitmq.ts', order: 120 }],
    domainServices: [
      {
        name: 'announcements',
        symbol: 'announcementsService',
        from: 'src/services/announcements.service.ts',
        order: 330,
        when: 'with-example',
      },
      {
        name: 'stockArrivals',
        symbol: 'stockArrivalsService',
        from: 'src/services/stock-arrivals.service.ts',
        order: 331,
        when: 'with-example',
      },
    ],
  },
  folders: {
    'src/brokers/': 'messages between services: how they are sent, worked on, and laid aside',
  },
  scripts: {
    letters:
      'look after messages that nobody could work on: `letters -- list`, `letters -- retry NAME`',
  },
  dependencies: {
    amqplib: {
      why: 'speaks to RabbitMQ, with confirmations, and connects again by itself',
      instead: '`rabbitmq-client`, which does more by itself and is changed less often',
    },
  },
});
