import { defineDatabase } from '../../../src/define.ts';

// One rule, said three times: to drizzle, to PostgreSQL, and to the snapshot that `db:generate` compares with.
const name = (end: string) => `{{module.snakePlural}}_{{column}}_${end}`;

const RANGE = 'between {{min}} and {{max}}';
const ONE_OF = 'in ({{valuesSql}})';

const tableCheck = (rule: string) =>
  `check('${name('check')}', sql\`\${ table.{{name}} } ${rule}\`),`;
const tableIndex = (end: string) => `index('${name(end)}').on(table.{{name}}),`;

const sqlCheck = (rule: string) => ` constraint "${name('check')}" check ("{{column}}" ${rule})`;
const sqlIndex = (end: string) =>
  `create index "${name(end)}" on "{{module.snakePlural}}" ("{{column}}");\n`;

const snapshotColumn = (type: string) =>
  `"{{column}}": { "name": "{{column}}", "type": "${type}", "primaryKey": false`;
const snapshotCheck = (rule: string) =>
  `"${name('check')}": { "name": "${name('check')}", "value": "\\"{{module.snakePlural}}\\".\\"{{column}}\\" ${rule}" },`;
const snapshotIndex = (end: string) =>
  `"${name(end)}": {
    "name": "${name(end)}",
    "columns": [{ "expression": "{{column}}", "isExpression": false, "asc": true, "nulls": "last" }],
    "isUnique": false, "concurrently": false, "method": "btree", "with": {}
  },`;
const snapshotUnique = `"${name('key')}": { "name": "${name('key')}", "nullsNotDistinct": false, "columns": ["{{column}}"] },`;
// Where deleted rows are kept, only the living must not share a value.
const LIVING = 'unique+soft-delete';
const ALL = 'unique+not-soft-delete';
const PAIR = '{{module.snakePlural}}_{{pair.column}}_{{column}}_key';
const snapshotUniqueIndex = (index: string, columns: readonly string[], where = '') =>
  `"${index}": {
    "name": "${index}",
    "columns": [${columns.map((one) => `{ "expression": "${one}", "isExpression": false, "asc": true, "nulls": "last" }`).join(', ')}],
    "isUnique": true, ${where}"concurrently": false, "method": "btree", "with": {}
  },`;
const PAIR_COLUMNS = ['{{pair.column}}', '{{column}}'];
const SNAPSHOT_LIVING = `"where": "\\"{{module.snakePlural}}\\".\\"deleted_at\\" is null", `;
const TABLE_LIVING = '.where(sql`${ table.deletedAt } is null`)';
const SQL_LIVING = ' where "deleted_at" is null';
const tableUnique = (index: string, names: string, where = '') =>
  `column.uniqueIndex('${index}').on(${names})${where},`;
const PAIR_NAMES = 'table.{{pair.name}}, table.{{name}}';
const sqlUnique = (index: string, columns: readonly string[], where = '') =>
  `create unique index "${index}" on "{{module.snakePlural}}" (${columns.map((one) => `"${one}"`).join(', ')})${where};\n`;
const FOREIGN = name('{{ref.snakePlural}}_id_fk');
const snapshotForeign = `"${FOREIGN}": {
    "name": "${FOREIGN}",
    "tableFrom": "{{module.snakePlural}}", "tableTo": "{{ref.snakePlural}}",
    "columnsFrom": ["{{column}}"], "columnsTo": ["id"],
    "onDelete": "restrict", "onUpdate": "no action"
  },`;

// A seed needs what its records refer to: one record, or two where they must not refer to the same.
const SEED_IMPORT =
  "import { {{ref.camelPlural}} as {{ref.property}}Table } from '../../models/{{ref.singular}}.model.ts';\n";
const seedFind = (names: string, count: number, missing: string) =>
  `const [${names}] = await transaction.select().from({{ref.property}}Table).limit(${count});\nif (${missing}) return false;\n`;
const SEED_FIND = seedFind('{{ref.property}}', 1, '!{{ref.property}}');
const OTHER = '{{ref.property}}Two';
const SEED_FIND_TWO = seedFind(`{{ref.property}}, ${OTHER}`, 2, `!{{ref.property}} || !${OTHER}`);

export default defineDatabase({
  title: 'PostgreSQL',
  hint: 'tables, constraints and SQL, through drizzle',
  isDefault: true,
  aliases: ['sql', 'postgresql', 'pg'],
  needs: {
    level: 3,
    reason: 'schema, migrations and transactions are what level 3 is about',
  },
  env: [
    {
      name: 'DATABASE_URL',
      about:
        'PostgreSQL to connect to. Empty: `dev`, `test` and `db:*` find or start one of their own',
      schema: 'z.url({ protocol: /^postgres(ql)?$/ })',
      example: '',
      compose: 'postgres://app:${DB_PASSWORD:?see .env.example}@postgres:5432/app',
      deploy: { kind: 'address' },
    },
    {
      name: 'DATABASE_REPLICA_URL',
      about:
        'a copy that the PostgreSQL server keeps of itself, for reads that may be a little late. Empty: there is none',
      schema: 'z.url({ protocol: /^postgres(ql)?$/ }).optional()',
      example: '',
      compose: '${DATABASE_REPLICA_URL:-}',
      when: 'level6',
    },
    {
      name: 'PG_POOL_MAX',
      about: 'connections this process may hold at once',
      schema: 'z.coerce.number().int().min(1).max(500).default(10)',
      example: '10',
      compose: "'10'",
    },
    {
      name: 'DB_PASSWORD',
      about: 'password of the database inside compose',
      schema: 'z.string().optional()',
      secret: true,
      when: 'with-docker',
    },
  ],
  sockets: {
    connections: [
      { symbol: 'db', from: 'src/db/connector.ts' },
      { symbol: 'replica', from: 'src/db/replica.ts', when: 'level6' },
    ],
    errors: [{ symbol: 'translateDatabaseError', from: 'src/db/errors.ts' }],
    models: [
      {
        symbol: 'idempotencyKeys',
        from: 'src/models/idempotency-key.model.ts',
        when: 'level5',
      },
      {
        symbol: 'outboxMessages',
        from: 'src/models/outbox-message.model.ts',
        when: 'level6',
      },
      { symbol: 'inboxMessages', from: 'src/models/inbox-message.model.ts', when: 'level6' },
    ],
    services: [{ symbol: 'postgres', from: 'tools/local/postgres.mjs' }],
    testServices: [{ symbol: 'testDatabase', from: 'tests/support/database.ts' }],
  },
  replaces: ['package.json#scripts.build'],
  folders: {
    'src/db/': 'connection pool, transactions, migrations and seeds',
    'src/db/migrations/': 'every step from an empty database to the present one, as SQL',
    'drizzle.config.ts': 'where `db:generate` finds tables and puts migrations',
  },
  scripts: {
    'db:generate': 'write the migration that takes the database to the tables in `src/models/`',
    'db:migrate': 'apply the migrations that are new',
    'db:seed': 'fill empty tables with something to look at',
    'db:reset': 'empty the local database, then migrate and seed',
  },
  dependencies: {
    'drizzle-orm': {
      why: 'typed SQL: tables are written once, queries are checked against them',
      instead: 'raw SQL through `pg`, Kysely, or Prisma',
    },
    pg: { why: 'speaks to PostgreSQL, in plain JavaScript', instead: 'postgres.js' },
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
        { when: 'ref+not-optional', text: '{{ref.property}}.id' },
      ],
    },
    otherSeedValue: {
      types: { '*': '{{otherJs}}', decimal: "'{{otherJs}}'", ref: '', 'ref[]': '[]' },
      suffixes: [
        { when: 'ref+optional', text: 'null' },
        { when: 'ref+not-optional+not-unique+not-pair', text: '{{ref.property}}.id' },
        { when: 'ref+not-optional+unique', text: '{{ref.property}}Two.id' },
        { when: 'ref+not-optional+pair', text: '{{ref.property}}Two.id' },
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
    // what `tableColumn` is made with
    tableBuilder: { types: { '*': 't', datetime: '' } },
    tableColumn: {
      types: {
        string: "t.varchar('{{column}}', { length: {{max}} })",
        text: "t.text('{{column}}')",
        integer: "t.integer('{{column}}')",
        decimal: "t.numeric('{{column}}', { precision: 12, scale: 2 })",
        boolean: "t.boolean('{{column}}')",
        date: "t.date('{{column}}', { mode: 'string' })",
        datetime: "column.moment('{{column}}')",
        uuid: "t.uuid('{{column}}')",
        email: "t.varchar('{{column}}', { length: {{max}} })",
        url: "t.varchar('{{column}}', { length: {{max}} })",
        enum: "t.text('{{column}}', { enum: {{js values}} })",
        json: "t.jsonb('{{column}}')",
        ref: "t.uuid('{{column}}').references((): column.Column => {{ref.property}}Table.id, { onDelete: 'restrict' })",
      },
      suffixes: [
        { when: 'not-optional', text: '.notNull()' },
        { when: ALL, text: `.unique('${name('key')}')` },
        { when: 'default', text: '.default(sql.raw({{js defaultSql}}))' },
      ],
    },
    tableImport: {
      types: {
        '*': '',
        ref: "import { {{ref.camelPlural}} as {{ref.property}}Table } from './{{ref.singular}}.model.ts';\n",
      },
    },
    tableCheck: {
      types: {
        '*': '',
        integer: tableCheck(RANGE),
        decimal: tableCheck(RANGE),
        enum: tableCheck(ONE_OF),
      },
    },
    tableIndex: {
      types: { '*': '', ref: tableIndex('ref_idx') },
      suffixes: [
        { when: 'index', text: tableIndex('idx') },
        { when: LIVING, text: tableUnique(name('key'), 'table.{{name}}', TABLE_LIVING) },
        { when: 'pair+not-soft-delete', text: tableUnique(PAIR, PAIR_NAMES) },
        { when: 'pair+soft-delete', text: tableUnique(PAIR, PAIR_NAMES, TABLE_LIVING) },
      ],
    },
    sqlColumn: {
      types: {
        string: '"{{column}}" varchar({{max}})',
        text: '"{{column}}" text',
        integer: '"{{column}}" integer',
        decimal: '"{{column}}" numeric(12, 2)',
        boolean: '"{{column}}" boolean',
        date: '"{{column}}" date',
        datetime: '"{{column}}" timestamptz(3)',
        uuid: '"{{column}}" uuid',
        email: '"{{column}}" varchar({{max}})',
        url: '"{{column}}" varchar({{max}})',
        enum: '"{{column}}" text',
        json: '"{{column}}" jsonb',
        ref: '"{{column}}" uuid',
      },
      suffixes: [
        { when: 'not-optional', text: ' not null' },
        { when: ALL, text: ` constraint "${name('key')}" unique` },
        { when: 'default', text: ' default {{defaultSql}}' },
      ],
    },
    sqlRule: {
      types: {
        '*': '',
        integer: sqlCheck(RANGE),
        decimal: sqlCheck(RANGE),
        enum: sqlCheck(ONE_OF),
        ref: ` constraint "${FOREIGN}" references "{{ref.snakePlural}}" ("id") on delete restrict`,
      },
    },
    sqlIndex: {
      types: { '*': '', ref: sqlIndex('ref_idx') },
      suffixes: [
        { when: 'index', text: sqlIndex('idx') },
        { when: LIVING, text: sqlUnique(name('key'), ['{{column}}'], SQL_LIVING) },
        { when: 'pair+not-soft-delete', text: sqlUnique(PAIR, PAIR_COLUMNS) },
        { when: 'pair+soft-delete', text: sqlUnique(PAIR, PAIR_COLUMNS, SQL_LIVING) },
      ],
    },
    snapshotColumn: {
      types: {
        string: snapshotColumn('varchar({{max}})'),
        text: snapshotColumn('text'),
        integer: snapshotColumn('integer'),
        decimal: snapshotColumn('numeric(12, 2)'),
        boolean: snapshotColumn('boolean'),
        date: snapshotColumn('date'),
        datetime: snapshotColumn('timestamp (3) with time zone'),
        uuid: snapshotColumn('uuid'),
        email: snapshotColumn('varchar({{max}})'),
        url: snapshotColumn('varchar({{max}})'),
        enum: snapshotColumn('text'),
        json: snapshotColumn('jsonb'),
        ref: snapshotColumn('uuid'),
      },
      suffixes: [
        { when: 'optional', text: ', "notNull": false },' },
        { when: 'not-optional', text: ', "notNull": true' },
        { when: 'default', text: ', "default": {{json defaultSql}}' },
        { when: 'not-optional', text: ' },' },
      ],
    },
    snapshotIndex: {
      types: { '*': '', ref: snapshotIndex('ref_idx') },
      suffixes: [
        { when: 'index', text: snapshotIndex('idx') },
        {
          when: LIVING,
          text: snapshotUniqueIndex(name('key'), ['{{column}}'], SNAPSHOT_LIVING),
        },
        { when: 'pair+not-soft-delete', text: snapshotUniqueIndex(PAIR, PAIR_COLUMNS) },
        {
          when: 'pair+soft-delete',
          text: snapshotUniqueIndex(PAIR, PAIR_COLUMNS, SNAPSHOT_LIVING),
        },
      ],
    },
    snapshotUnique: {
      types: { '*': '' },
      suffixes: [{ when: ALL, text: snapshotUnique }],
    },
    snapshotForeign: { types: { '*': '', ref: snapshotForeign } },
    snapshotCheck: {
      types: {
        '*': '',
        integer: snapshotCheck(RANGE),
        decimal: snapshotCheck(RANGE),
        enum: snapshotCheck(ONE_OF),
      },
    },
  },
});
