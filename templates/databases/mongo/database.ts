import { defineDatabase } from '../../../src/define.ts';

const index = (options = '') =>
  `await {{module.camelPlural}}.createIndex({ {{name}}: 1 }${options});`;

// Where deleted documents are kept, only the living must not share a value.
const LIVING = 'partialFilterExpression: { deletedAt: null }';
const pairIndex = (options: string) =>
  `await {{module.camelPlural}}.createIndex({ {{pair.name}}: 1, {{name}}: 1 }, { ${options} });`;

// A seed needs what its records refer to: one record, or two where they must not refer to the same.
const SEED_IMPORT =
  "import { {{ref.camel}}Model as {{ref.property}}Records } from '../../models/{{ref.singular}}.model.ts';\n";
const seedFind = (names: string, count: number, missing: string) =>
  `const [${names}] = await {{ref.property}}Records(db).find({}, null, { session }).limit(${count}).lean();\nif (${missing}) return false;\n`;
const SEED_FIND = seedFind('{{ref.property}}', 1, '!{{ref.property}}');
const OTHER = '{{ref.property}}Two';
const SEED_FIND_TWO = seedFind(`{{ref.property}}, ${OTHER}`, 2, `!{{ref.property}} || !${OTHER}`);

export default defineDatabase({
  title: 'MongoDB',
  hint: 'documents, through mongoose',
  aliases: ['mongodb', 'mongoose'],
  needs: {
    level: 3,
    reason: 'schema, migrations and transactions are what level 3 is about',
  },
  env: [
    {
      name: 'MONGODB_URL',
      about:
        'replica set to connect to; when empty, commands of this project find or start one of their own',
      schema: 'z.url({ protocol: /^mongodb(\\+srv)?$/ })',
      example: '',
      compose: 'mongodb://mongo:27017/app?replicaSet=rs0',
      deploy: { kind: 'address' },
    },
    {
      name: 'MONGODB_READ_PREFERENCE',
      about:
        'who of the replica set answers reads that may be a little late: `secondaryPreferred` for one. Empty: the primary answers all',
      schema:
        "z\n      .enum(['primaryPreferred', 'secondary', 'secondaryPreferred', 'nearest'])\n      .optional()",
      example: '',
      compose: '${MONGODB_READ_PREFERENCE:-}',
      when: 'level6',
    },
    {
      name: 'MONGO_POOL_MAX',
      about: 'connections this process may hold at once',
      schema: 'z.coerce.number().int().min(1).max(500).default(10)',
      example: '10',
      compose: '10',
    },
  ],
  sockets: {
    connections: [{ symbol: 'db', from: 'src/db/connector.ts' }],
    errors: [{ symbol: 'translateDatabaseError', from: 'src/db/errors.ts' }],
    services: [{ symbol: 'mongo', from: 'tools/local/mongo.mjs' }],
    testServices: [{ symbol: 'testDatabase', from: 'tests/support/database.ts' }],
  },
  folders: {
    'src/db/': 'connection pool, transactions, migrations and seeds',
    'src/db/migrations/': 'every step from an empty database to the present one',
    'tools/local/mongo-standin/':
      'a small server that speaks enough of the MongoDB protocol where there is no real one',
  },
  scripts: {
    'db:migrate': 'apply the migrations that are new',
    'db:seed': 'fill empty collections with something to look at',
    'db:reset': 'empty the local database, then migrate and seed',
  },
  dependencies: {
    mongoose: {
      why: 'documents with a schema, on the official driver; the roadmap names it',
      instead: 'the driver `mongodb` alone',
    },
  },
  generators: {
    migration: {
      about: 'an empty step of the database, at the end of its history',
      example: 'merge-duplicates',
      isNumbered: true,
    },
    seed: {
      about: 'two records of a module of yours to look at',
      example: 'books',
      ofModule: true,
      sockets: {
        seeds: [
          { symbol: '{{camelPlural}}Seed', from: 'src/db/seeds/{{plural}}.seed.ts', order: 200 },
        ],
      },
    },
  },
  fieldCode: {
    // what a seed sows; a record that must refer to another refers to the first there is
    seedValue: {
      types: { '*': '{{sampleJs}}', decimal: "'{{sampleJs}}'", ref: '', 'ref[]': '[]' },
      suffixes: [
        { when: 'ref+optional', text: 'null' },
        { when: 'ref+not-optional', text: '{{ref.property}}._id' },
      ],
    },
    otherSeedValue: {
      types: { '*': '{{otherJs}}', decimal: "'{{otherJs}}'", ref: '', 'ref[]': '[]' },
      suffixes: [
        { when: 'ref+optional', text: 'null' },
        { when: 'ref+not-optional+not-unique+not-pair', text: '{{ref.property}}._id' },
        { when: 'ref+not-optional+unique', text: '{{ref.property}}Two._id' },
        { when: 'ref+not-optional+pair', text: '{{ref.property}}Two._id' },
      ],
    },
    seedImport: {
      types: { '*': '' },
      suffixes: [{ when: 'ref+not-optional', text: SEED_IMPORT }],
    },
    seedFind: {
      types: { '*': '' },
      suffixes: [
        { when: 'ref+not-optional+not-unique+not-pair', text: SEED_FIND },
        { when: 'ref+not-optional+unique', text: SEED_FIND_TWO },
        { when: 'ref+not-optional+pair', text: SEED_FIND_TWO },
      ],
    },
    documentField: {
      types: {
        string: "{ type: 'String', maxlength: {{max}}",
        text: "{ type: 'String', maxlength: {{max}}",
        integer: "{ type: 'Number', min: {{min}}, max: {{max}}",
        decimal: "{ type: 'Decimal128'",
        boolean: "{ type: 'Boolean'",
        date: "{ type: 'String', maxlength: 10",
        datetime: "{ type: 'Date'",
        uuid: "{ type: 'String', maxlength: 36",
        email: "{ type: 'String', maxlength: {{max}}",
        url: "{ type: 'String', maxlength: {{max}}",
        enum: "{ type: 'String', enum: {{js values}}",
        json: "{ type: 'Mixed'",
        ref: "{ type: 'String', ref: '{{ref.snakePlural}}'",
      },
      suffixes: [
        { when: 'optional', text: ', default: null }' },
        { when: 'not-optional', text: ', required: true }' },
      ],
    },
    documentIndex: {
      types: { '*': '' },
      suffixes: [
        { when: 'ref+not-unique+not-index', text: index() },
        { when: 'unique+not-soft-delete', text: index(', { unique: true }') },
        { when: 'unique+soft-delete', text: index(`, { unique: true, ${LIVING} }`) },
        { when: 'index', text: index() },
        { when: 'pair+not-soft-delete', text: pairIndex('unique: true') },
        { when: 'pair+soft-delete', text: pairIndex(`unique: true, ${LIVING}`) },
      ],
    },
  },
});
