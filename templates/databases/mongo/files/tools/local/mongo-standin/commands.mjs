import * as catalog from './catalog.mjs';
import { findAndModify } from './find-and-modify.mjs';
import * as reads from './reads.mjs';
import { hello, info } from './server-info.mjs';
import * as writes from './writes.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/**
 * What a command may use.
 * @typedef {object} Scope
 * @property {string} db
 * @property {import('./store.mjs').Store} store
 * @property {import('./cursors.mjs').Cursors} cursors
 * @property {import('./sessions.mjs').Sessions} sessions
 * @property {import('./transactions.mjs').Transaction} [transaction]
 * @property {Doc} [variables] from `let`
 * @property {(event: Promise<void>) => Promise<void>} waitFor at most `maxTimeMS`
 * @property {{ address: string, connectionId: number }} server
 * @property {boolean} [hasFailed] set when a statement failed, which ends a transaction
 */
/**
 * @typedef {object} Command
 * @property {(body: Doc, scope: Scope) => Doc | Promise<Doc>} run
 * @property {string[]} fields that are understood
 * @property {string[]} [neutral] fields that are refused unless they ask for nothing
 * @property {boolean} [inTransaction]
 * @property {boolean} [isWrite]
 */

const read = { inTransaction: true };
const write = { inTransaction: true, isWrite: true };
const common = ['hint', 'let', 'collation'];

/** @type {Record<string, Command>} */
export const COMMANDS = {
  find: {
    ...read,
    run: reads.find,
    fields: [
      'filter',
      'sort',
      'projection',
      'skip',
      'limit',
      'batchSize',
      'singleBatch',
      'noCursorTimeout',
      'allowDiskUse',
      'allowPartialResults',
      'oplogReplay',
      ...common,
    ],
    neutral: ['tailable', 'awaitData', 'returnKey', 'showRecordId', 'min', 'max'],
  },
  aggregate: {
    ...read,
    run: reads.aggregate,
    fields: [
      'pipeline',
      'cursor',
      'explain',
      'allowDiskUse',
      'bypassDocumentValidation',
      ...common,
    ],
  },
  getMore: {
    ...read,
    run: reads.getMore,
    fields: ['collection', 'batchSize'],
    neutral: ['maxTimeMS'],
  },
  killCursors: { ...read, run: reads.killCursors, fields: ['cursors'] },
  count: { run: reads.count, fields: ['query', 'limit', 'skip', 'fields', ...common] },
  distinct: { ...read, run: reads.distinct, fields: ['key', 'query', ...common] },
  insert: {
    ...write,
    run: writes.insert,
    fields: ['documents', 'ordered', 'bypassDocumentValidation'],
  },
  update: {
    ...write,
    run: writes.update,
    fields: ['updates', 'ordered', 'bypassDocumentValidation', 'let'],
  },
  delete: { ...write, run: writes.remove, fields: ['deletes', 'ordered', 'let'] },
  findAndModify: {
    ...write,
    run: findAndModify,
    fields: [
      'query',
      'sort',
      'remove',
      'update',
      'new',
      'fields',
      'upsert',
      'arrayFilters',
      'bypassDocumentValidation',
      ...common,
    ],
  },
  create: {
    run: catalog.create,
    fields: ['autoIndexId', 'idIndex', 'collation'],
    neutral: [
      'capped',
      'size',
      'max',
      'viewOn',
      'pipeline',
      'validator',
      'validationLevel',
      'validationAction',
      'timeseries',
      'expireAfterSeconds',
      'clusteredIndex',
      'storageEngine',
      'indexOptionDefaults',
      'changeStreamPreAndPostImages',
      'encryptedFields',
    ],
  },
  drop: { run: catalog.drop, fields: [] },
  dropDatabase: { run: catalog.dropDatabase, fields: [] },
  listCollections: {
    run: catalog.listCollections,
    fields: ['filter', 'nameOnly', 'authorizedCollections', 'cursor'],
  },
  listDatabases: {
    run: catalog.listDatabases,
    fields: ['filter', 'nameOnly', 'authorizedDatabases'],
  },
  createIndexes: {
    run: catalog.createIndexes,
    fields: ['indexes', 'commitQuorum', 'ignoreUnknownIndexOptions'],
  },
  listIndexes: { run: catalog.listIndexes, fields: ['cursor', 'includeBuildUUIDs'] },
  dropIndexes: { run: catalog.dropIndexes, fields: ['index'] },
  hello: { run: hello, fields: info.helloFields },
  isMaster: { run: hello, fields: info.helloFields },
  ismaster: { run: hello, fields: info.helloFields },
  ping: { run: () => ({}), fields: [] },
  buildInfo: { run: () => info.build, fields: [] },
  buildinfo: { run: () => info.build, fields: [] },
  endSessions: {
    run: (body, { sessions }) => {
      sessions.end(body.endSessions);
      return {};
    },
    fields: [],
  },
  refreshSessions: { run: () => ({}), fields: [] },
};

/** Commands of the server that the stand-in does not have. */
export const REFUSED_COMMANDS = new Set([
  ...[
    'abortReshardCollection',
    'bulkWrite',
    'cloneCollectionAsCapped',
    'collMod',
    'collStats',
    'compact',
  ],
  ...['connectionStatus', 'connPoolStats', 'convertToCapped', 'createRole', 'createSearchIndexes'],
  ...['createUser', 'currentOp', 'dataSize', 'dbHash', 'dbStats', 'dropUser', 'explain', 'fsync'],
  ...[
    'getCmdLineOpts',
    'getDefaultRWConcern',
    'getLog',
    'getParameter',
    'grantRolesToUser',
    'hostInfo',
  ],
  ...[
    'killAllSessions',
    'killOp',
    'killSessions',
    'listCommands',
    'logRotate',
    'mapReduce',
    'profile',
  ],
  ...['reIndex', 'renameCollection', 'replSetGetConfig', 'replSetGetStatus', 'replSetInitiate'],
  ...['rolesInfo', 'serverStatus', 'setDefaultRWConcern', 'setFeatureCompatibilityVersion'],
  ...[
    'setParameter',
    'shutdown',
    'startSession',
    'top',
    'updateUser',
    'usersInfo',
    'validate',
    'whatsmyuri',
  ],
]);
