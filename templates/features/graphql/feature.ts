import { defineFeature } from '../../../src/define.ts';

/** What is text to GraphQL, the schemas of REST look at more closely. */
const TYPES = {
  '*': 'String',
  integer: 'Int',
  decimal: 'Decimal',
  boolean: 'Boolean',
  date: 'Date',
  datetime: 'DateTime',
  json: 'JSON',
  ref: 'ID',
};

export default defineFeature({
  title: 'GraphQL',
  hint: 'one address where callers say what they need; the services, rules and errors are those of REST',
  needs: {
    level: 8,
    databases: ['postgres', 'mongo'],
    features: ['jwt'],
    reason: 'whoever writes the question decides how much work it is, and that has to be limited',
  },
  sockets: {
    routes: [{ symbol: 'graphqlRoutes', from: 'src/routes/graphql.routes.ts', order: 300 }],
    policies: [{ symbol: 'graphqlPolicy', from: 'src/policies/graphql.policy.ts', order: 300 }],
    repositories: [
      {
        name: 'orderedProducts',
        symbol: 'orderedProductsRepository',
        from: 'src/repositories/ordered-products.repository.ts',
        order: 330,
        when: 'with-example',
      },
    ],
    domainServices: [
      {
        name: 'orderedProducts',
        symbol: 'orderedProductsService',
        from: 'src/services/ordered-products.service.ts',
        order: 330,
        when: 'with-example',
      },
    ],
  },
  fieldCode: {
    graphType: { types: TYPES },
    graphInput: { types: TYPES, suffixes: [{ when: 'not-optional+not-default', text: '!' }] },
    graphOutput: { types: TYPES, suffixes: [{ when: 'not-optional', text: '!' }] },
    graphFilter: {
      types: {
        '*': '',
        string: "{{name}}: 'String',",
        integer: "{{name}}: 'Int',",
        boolean: "{{name}}: 'Boolean',",
        date: "{{name}}: 'Date',",
        uuid: "{{name}}: 'String',",
        email: "{{name}}: 'String',",
        enum: "{{name}}: 'String',",
        ref: "{{name}}: 'ID',",
      },
    },
  },
  api: [
    { method: 'POST', path: '/graphql', about: 'ask or change in GraphQL' },
    { method: 'GET', path: '/graphql', about: 'the same, to ask only' },
  ],
  folders: {
    'src/graphql/': 'types, and how their fields are answered by the services',
  },
  dependencies: {
    dataloader: {
      why: 'collects what the fields of one request need, and asks once',
      instead: 'about 40 lines, with a promise that resolves when all fields have spoken',
    },
    graphql: {
      why: 'reads, checks and executes queries: the reference implementation',
      instead: 'nothing; every GraphQL server for Node stands on it',
    },
    'graphql-http': {
      why: 'GraphQL over HTTP to the letter, without dependencies; its audits are run in tests',
      instead:
        '`graphql-yoga` or Apollo Server: more comfort, and about 25 more packages, some of which want Node 22',
    },
  },
});
