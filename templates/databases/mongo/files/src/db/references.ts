import type { ClientSession, Schema } from 'mongoose';
import { AppError } from '../errors/app-error.ts';
import type { Database } from './client.ts';
import type { Fields, StoredRecord } from './record.ts';

// Mongo has no foreign keys, so we look ourselves. Two callers at once can still get past us:
// what must never dangle belongs into one document.

/** Where to look, and in which transaction, if in one. */
interface Place {
  readonly db: Database;
  readonly session?: ClientSession;
}

/** Before a document is written: is what it points at there? */
export async function refuseDangling(
  { db, ...options }: Place,
  values: object,
  fields: Fields,
): Promise<void> {
  for (const [field, id] of Object.entries(values)) {
    const collection = fields[field]?.ref;
    if (collection === undefined || typeof id !== 'string') continue;
    const found = await db.collection<StoredRecord>(collection).findOne({ _id: id }, options);
    if (!found) throw new AppError('conflict', 'What it refers to does not exist.', { field });
  }
}

/** Before a document is deleted: does another one point at it? */
export async function refuseReferenced(
  { db, ...options }: Place,
  collection: string,
  id: string,
): Promise<void> {
  for (const { name, paths } of referrersOf(db, collection)) {
    const places = paths.map((path) => ({ [path]: id, _id: { $ne: id } }));
    const found = await db.collection<StoredRecord>(name).findOne({ $or: places }, options);
    if (found) throw new AppError('conflict', 'Something else refers to it.', { by: name });
  }
}

interface Referrer {
  readonly name: string;
  readonly paths: readonly string[];
}

const referrersOf = (db: Database, collection: string): readonly Referrer[] =>
  Object.values(db.models)
    .map(({ modelName, schema }) => ({ name: modelName, paths: pathsTo(collection, schema) }))
    .filter(({ paths }) => paths.length > 0);

function pathsTo(collection: string, schema: Schema): readonly string[] {
  const own = Object.entries(schema.paths)
    .filter(([, { options }]) => (options as { ref?: unknown }).ref === collection)
    .map(([path]) => path);
  const nested = schema.childSchemas.flatMap(({ schema: child, model: { path } }) =>
    pathsTo(collection, child).map((below) => `${path}.${below}`),
  );
  return [...own, ...nested];
}
