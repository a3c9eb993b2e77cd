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
  replaces: [
    'src/app.ts',
    'src/index.ts',
    'eslint.config.js',
    'vitest.config.ts',
    'tests/support/api.ts',
  ],
  sockets: {
    ports: [
      { name: 'ids', symbol: 'createIds', from: 'src/utils/ids.ts', order: 20 },
      { name: 'events', symbol: 'createEventBus', from: 'src/utils/event-bus.ts', order: 90 },
    ],
    repositories: [
      {
        name: 'idempotencyKeys',
        symbol: 'idempotencyKeysRepository',
        from: 'src/repositories/idempotency-keys.repository.ts',
      },
    ],
    domainServices: [
      {
        name: 'idempotency',
        symbol: 'idempotencyService',
        from: 'src/services/idempotency.service.ts',
      },
    ],
  },
  checklist: [
    {
      id: 'L5-K1',
      claim: 'I can explain when one program is right, and when several are.',
      shownBy: 'the numbers that would have to be there before this project is cut in two',
    },
    {
      id: 'L5-K2',
      claim: 'My code separates what changes for different reasons.',
      shownBy: 'import a model into a controller, and read what `eslint.layers.js` says',
    },
    {
      id: 'L5-K3',
      claim: 'My rules are in services.',
      shownBy: 'a rule of your own, with a test in tests/unit/ that needs no server',
    },
    {
      id: 'L5-K4',
      claim: 'I understand dependency injection, and what it is good for.',
      shownBy: 'a test in which time stands still, without a change in src/',
    },
    {
      id: 'L5-K5',
      claim: 'I can draw the architecture of a system that I built.',
      shownBy: 'the diagram of the README from memory, with a resource of your own in it',
    },
  ],
  generators: {
    event: {
      about: 'something that happened, who hears of it, and its test',
      example: 'stock-ran-low',
      sockets: {
        domainServices: [
          {
            name: '{{camel}}',
            symbol: '{{camel}}Service',
            from: 'src/services/{{name}}.service.ts',
            order: 300,
          },
        ],
      },
    },
  },
  folders: {
    'src/index.ts': 'starts the process: environment, container, port; and stops it in order',
    'src/container.ts':
      'the composition root: the one place where everything is made and handed on',
    'src/controllers/': 'HTTP: what is asked of which service, and how it is answered',
    'src/services/': 'the rules; nothing of HTTP and nothing of the database',
    'src/repositories/': 'what is kept: every query of the app, and the unit of work',
    'tests/unit/': 'tests of services, on repositories in memory',
    'tests/contract/': 'one suite a port, run on every adapter it has',
    'docs/adr/': 'what was decided, and why',
    'eslint.layers.js': 'which folder may import what',
  },
  scripts: {
    'test:coverage': 'run all tests, and say how much of the code they saw',
    'test:pool1': 'run all tests with a single database connection',
    'test:twice': 'run all tests with every unit of work done twice, the first time in vain',
  },
});
