import { fail, refuse } from './errors.mjs';
import { isPresent, readIndex } from './indexes.mjs';
import { compileFilter } from './match.mjs';
import { collectionOf, wholeNumber } from './reads.mjs';
import { databaseOf } from './store.mjs';
import { equal, isPlain, show } from './values.mjs';

/** @typedef {import('./values.mjs').Doc} Doc */
/** @typedef {import('./commands.mjs').Scope} Scope */

/** @param {Doc} body @param {Scope} scope */
export function create(body, { db, store }) {
  const collection = store.ensure(db, body.create);
  if (!collection.isListed) store.tick();
  collection.isListed = true;
  return {};
}

/** @param {Doc} body @param {Scope} scope */
export async function drop(body, scope) {
  const collection = collectionOf(body.drop, scope);
  if (!collection?.isListed) return {};
  const nIndexesWas = collection.indexes.length;
  await scope.store.drop(collection);
  return { nIndexesWas, ns: collection.namespace };
}

/** @param {Doc} _body @param {Scope} scope */
export async function dropDatabase(_body, { db, store }) {
  const collections = store.listed(db);
  for (const collection of collections) await store.drop(collection);
  return collections.length > 0 ? { dropped: db } : {};
}

/** @param {Doc} body @param {Scope} scope */
export function listCollections(body, { db, store, cursors }) {
  const rows = store.listed(db).map(({ namespace, uuid, indexes }) => ({
    name: namespace.slice(db.length + 1),
    type: 'collection',
    options: {},
    info: { readOnly: false, uuid },
    idIndex: indexes[0].spec,
  }));
  const found = rows.filter(compileFilter(body.filter ?? {}));
  const shown = body.nameOnly ? found.map(({ name, type }) => ({ name, type })) : found;
  return {
    cursor: cursors.open(`${db}.$cmd.listCollections`, shown, {
      batchSize: wholeNumber(body.cursor?.batchSize, 'batchSize'),
    }),
  };
}

/** @param {Doc} body @param {Scope} scope */
export function listDatabases(body, { store }) {
  const names = [...new Set(store.listed().map(({ namespace }) => databaseOf(namespace)))].sort();
  const rows = names.map((name) => ({ name, sizeOnDisk: 0n, empty: false }));
  const databases = rows.filter(compileFilter(body.filter ?? {}));
  if (body.nameOnly) return { databases: databases.map(({ name }) => ({ name })) };
  return { databases, totalSize: 0n, totalSizeMb: 0n };
}

/** @param {Doc} body @param {Scope} scope */
export async function createIndexes(body, scope) {
  const { db, store } = scope;
  if (!Array.isArray(body.indexes) || body.indexes.length === 0)
    fail('BadValue', 'Must specify at least one index to create');
  const wanted = body.indexes.map(readIndex);
  const existed = collectionOf(body.createIndexes, scope)?.isListed === true;
  const collection = store.ensure(db, body.createIndexes);
  await store.quiet(collection);
  const numIndexesBefore = collection.indexes.length;
  for (const index of wanted) if (!isPresent(index, collection.indexes)) collection.addIndex(index);
  collection.isListed = true;
  store.tick();
  const numIndexesAfter = collection.indexes.length;
  const note = numIndexesAfter === numIndexesBefore ? { note: 'all indexes already exist' } : {};
  return { numIndexesBefore, numIndexesAfter, createdCollectionAutomatically: !existed, ...note };
}

/** @param {any} name @param {Scope} scope @param {string} message */
function existing(name, scope, message) {
  const collection = collectionOf(name, scope);
  return collection?.isListed ? collection : fail('NamespaceNotFound', message);
}

/** @param {Doc} body @param {Scope} scope */
export function listIndexes(body, scope) {
  const namespace = `${scope.db}.${body.listIndexes}`;
  const { indexes } = existing(body.listIndexes, scope, `ns does not exist: ${namespace}`);
  const rows = indexes.map(({ spec }) => spec);
  return {
    cursor: scope.cursors.open(namespace, rows, {
      batchSize: wholeNumber(body.cursor?.batchSize, 'batchSize'),
    }),
  };
}

/** @param {Doc} body @param {Scope} scope */
export async function dropIndexes(body, scope) {
  const collection = existing(
    body.dropIndexes,
    scope,
    `ns not found ${scope.db}.${body.dropIndexes}`,
  );
  await scope.store.quiet(collection);
  const nIndexesWas = collection.indexes.length;
  const wanted =
    body.index === '*'
      ? collection.indexes.slice(1)
      : [body.index].flat().map((index) => pick(collection, index));
  if (wanted.includes(collection.indexes[0])) fail('InvalidOptions', 'cannot drop _id index');
  collection.indexes = collection.indexes.filter((index) => !wanted.includes(index));
  scope.store.tick();
  return { nIndexesWas };
}

/**
 * @param {import('./collection.mjs').Collection} collection
 * @param {any} wanted a name or a key pattern
 */
function pick({ indexes }, wanted) {
  if (isPlain(wanted) && Object.values(wanted).some((value) => typeof value === 'string'))
    refuse('dropping an index of this type');
  const found = indexes.find(({ name, key }) =>
    isPlain(wanted) ? equal(key, wanted) : name === wanted,
  );
  return (
    found ??
    fail(
      'IndexNotFound',
      isPlain(wanted)
        ? `can't find index with key: ${show(wanted)}`
        : `index not found with name [${wanted}]`,
    )
  );
}
