import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { databaseOf } from './store.mjs';
import { readIndex } from './indexes.mjs';
import { fromText, toText } from './values.mjs';

/** @typedef {import('./store.mjs').Store} Store */

const HEADER = { mongoStandin: 1 };
const DELAY = 200;
// A large file is written less often, so that writing takes a small part of the time.
const PAUSE_PER_WORK = 20;
const PERSISTENT_TRIES = 5;

/** One line per collection, then one line per document, as Extended JSON. @param {Store} store */
function serialize(store) {
  const lines = store.listed().flatMap((collection) => {
    const head = {
      collection: collection.namespace,
      indexes: collection.indexes.slice(1).map(({ spec }) => spec),
    };
    return [head, ...collection.all()].map(toText);
  });
  return `${[toText(HEADER), ...lines].join('\n')}\n`;
}

/** @param {Store} store @param {string} text */
function fill(store, text) {
  const [header, ...lines] = text.split('\n').filter(Boolean);
  if (fromText(header ?? '{}').mongoStandin !== HEADER.mongoStandin)
    throw new Error('the header is missing');
  /** @type {import('./collection.mjs').Collection | undefined} */
  let collection;
  for (const line of lines) {
    const doc = fromText(line);
    if (!('_id' in doc)) collection = restore(store, doc);
    else if (!collection) throw new Error('a document comes before its collection');
    else collection.commit([collection.plan(undefined, doc)]);
  }
}

/** @param {Store} store @param {import('./values.mjs').Doc} head */
function restore(store, { collection: namespace, indexes }) {
  const db = databaseOf(namespace);
  const collection = store.ensure(db, namespace.slice(db.length + 1));
  indexes.map(readIndex).forEach((/** @type {any} */ index) => collection.addIndex(index));
  collection.isListed = true;
  return collection;
}

/** @param {string} path @param {Store} store */
async function load(path, store) {
  const text = await readFile(path, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return;
  try {
    fill(store, text);
  } catch (error) {
    throw new Error(
      `${path} is not a data file of the Mongo stand-in; move it away to start empty`,
      { cause: error },
    );
  }
}

/** Two stand-ins on one file would overwrite each other. @param {string} path */
async function lock(path) {
  const name = `${path}.lock`;
  try {
    await writeFile(name, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    const pid = Number(await readFile(name, 'utf8'));
    if (isRunning(pid)) {
      throw new Error(
        `${path} is in use by process ${pid}; if that is another program, delete ${name}`,
        {
          cause: error,
        },
      );
    }
    await writeFile(name, String(process.pid));
  }
  return () => rm(name, { force: true });
}

/** @param {number} pid */
function isRunning(pid) {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} path @param {string} text */
async function replace(path, text) {
  const temporary = `${path}.${process.pid}.tmp`;
  const file = await open(temporary, 'w');
  await file.writeFile(text);
  await file.sync();
  await file.close();
  await renameOver(temporary, path, PERSISTENT_TRIES);
}

// On Windows a virus scanner may hold the old file for a moment.
/** @param {string} from @param {string} to @param {number} tries @returns {Promise<void>} */
async function renameOver(from, to, tries) {
  try {
    await rename(from, to);
  } catch (error) {
    if (
      tries === 0 ||
      !['EPERM', 'EBUSY', 'EACCES'].includes(String(/** @type {any} */ (error).code))
    )
      throw error;
    await new Promise((resolve) => setTimeout(resolve, 50));
    await renameOver(from, to, tries - 1);
  }
}

/** @param {string} path @param {Store} store @param {(line: string) => void} log */
export async function openDataFile(path, store, log) {
  await mkdir(dirname(path), { recursive: true });
  const unlock = await lock(path);
  await load(path, store).catch(async (error) => {
    await unlock();
    throw error;
  });
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let writing = Promise.resolve();
  let pause = DELAY;
  const write = async () => {
    const start = performance.now();
    await replace(path, serialize(store));
    pause = DELAY + PAUSE_PER_WORK * (performance.now() - start);
  };
  const save = () => {
    timer = undefined;
    writing = writing
      .then(write)
      .catch((error) => log(`mongo: could not write ${path}: ${error.message}`));
    return writing;
  };
  return {
    changed: () => void (timer ??= setTimeout(save, pause)),
    async close() {
      clearTimeout(timer);
      if (timer) await save();
      await writing;
      await unlock();
    },
  };
}
