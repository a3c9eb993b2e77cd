import { MongoClient, MongoServerError, ObjectId } from 'mongodb';
import type { Collection, Db, Document } from 'mongodb';

export interface Row extends Document {
  _id?: ObjectId | number | string;
}

export interface Fixture {
  readonly client: MongoClient;
  readonly url: string;
  readonly db: Db;
  /** A collection of its own for each call. */
  fresh(docs?: Row[]): Promise<Collection<Row>>;
}

export type Check = (name: string, run: (fixture: Fixture) => Promise<void>) => void;

export function makeFixture(client: MongoClient, url: string): Fixture {
  const db = client.db(`conformance_${new ObjectId().toHexString()}`);
  let count = 0;
  const fresh = async (docs: Row[] = []) => {
    count += 1;
    const collection = db.collection<Row>(`c${count}`);
    if (docs.length > 0) await collection.insertMany(docs);
    return collection;
  };
  return { client, url, db, fresh };
}

export async function failure(promise: Promise<unknown>): Promise<MongoServerError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof MongoServerError)) throw new Error(`no server error but ${String(error)}`);
  return error;
}

export const ids = async (cursor: { toArray(): Promise<Document[]> }) =>
  (await cursor.toArray()).map((doc) => doc['_id'] as unknown);
