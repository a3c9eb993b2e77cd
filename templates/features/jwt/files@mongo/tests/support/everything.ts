import type { Database } from '../../src/db/client.ts';

/** All documents of all collections, as text: what somebody has who copied the database. */
export async function everythingIn(db: Database): Promise<string> {
  const collections = await db.listCollections();
  const dumps = collections.map(({ name }) => db.collection(name).find({}).toArray());
  return JSON.stringify(await Promise.all(dumps));
}
