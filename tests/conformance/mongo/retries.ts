import { Long, MongoClient } from 'mongodb';
import type { ClientSession } from 'mongodb';
import { expect } from 'vitest';
import { failure } from './fixture.ts';
import type { Check } from './fixture.ts';

export function retries(check: Check) {
  // A client of its own: transaction numbers chosen here must not meet those of pooled sessions.
  const withSession = async (
    url: string,
    work: (session: ClientSession, client: MongoClient) => Promise<void>,
  ) => {
    const client = await new MongoClient(url).connect();
    await client.withSession((session) => work(session, client));
    await client.close();
  };
  check(
    'a retried write is done once and answered alike',
    async ({ url, db: { databaseName }, fresh }) => {
      const collection = await fresh([{ _id: 1, n: 0 }]);
      await withSession(url, async (session, client) => {
        const db = client.db(databaseName);
        const updates = [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }];
        const command = {
          update: collection.collectionName,
          updates,
          txnNumber: Long.fromNumber(77),
        };
        const first = await db.command(command, { session });
        const again = await db.command(command, { session });
        expect(again).toMatchObject({ n: first['n'] as number, nModified: 1 });
        expect(await collection.findOne({})).toEqual({ _id: 1, n: 1 });
        const older = { ...command, txnNumber: Long.fromNumber(76) };
        expect((await failure(db.command(older, { session }))).code).toBe(225);
      });
    },
  );
  check(
    'a retried findAndModify answers with the same document',
    async ({ url, db: { databaseName }, fresh }) => {
      const collection = await fresh([{ _id: 1, n: 0 }]);
      await withSession(url, async (session, client) => {
        const db = client.db(databaseName);
        const command = {
          findAndModify: collection.collectionName,
          query: { _id: 1 },
          update: { $inc: { n: 1 } },
          new: true,
          txnNumber: Long.fromNumber(5),
        };
        const replies = [
          await db.command(command, { session }),
          await db.command(command, { session }),
        ];
        expect(replies.map(({ value }) => value as unknown)).toEqual([
          { _id: 1, n: 1 },
          { _id: 1, n: 1 },
        ]);
      });
    },
  );
  check('an unknown transaction is error 251', async ({ url, db: { databaseName } }) => {
    await withSession(url, async (session, client) => {
      const db = client.db(databaseName);
      const command = { find: 'c', txnNumber: Long.fromNumber(9), autocommit: false };
      expect((await failure(db.command(command, { session }))).code).toBe(251);
    });
  });
}
