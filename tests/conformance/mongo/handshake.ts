import { MongoClient, ObjectId } from 'mongodb';
import type { Document } from 'mongodb';
import { expect } from 'vitest';
import { failure } from './fixture.ts';
import type { Row, Check } from './fixture.ts';

export function handshake(check: Check) {
  check('hello names a primary with a usable wire version', async ({ client }) => {
    const hello = await client.db('admin').command({ hello: 1 });
    expect(hello).toMatchObject({ ok: 1, isWritablePrimary: true, maxBsonObjectSize: 16_777_216 });
    expect(hello['maxWireVersion']).toBeGreaterThanOrEqual(9);
  });
  check('ping answers', async ({ client }) => {
    expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
  });
  check('buildInfo has a version', async ({ client }) => {
    const info = await client.db('admin').command({ buildInfo: 1 });
    expect(info['version']).toMatch(/^\d+\.\d+\.\d+/);
    expect(info['versionArray']).toHaveLength(4);
  });
  check('an unknown command is error 59', async ({ db }) => {
    const error = await failure(db.command({ noSuchThing: 1 }));
    expect(error).toMatchObject({ code: 59, codeName: 'CommandNotFound' });
    expect(error.message).toContain("no such command: 'noSuchThing'");
  });
  check('a hundred connections work at once', async ({ client, fresh }) => {
    const collection = await fresh();
    const host = client.options.hosts[0]?.toString();
    const clients = Array.from(
      { length: 100 },
      () =>
        new MongoClient(`mongodb://${host}/?directConnection=true`, {
          maxPoolSize: 1,
          retryWrites: false,
        }),
    );
    await Promise.all(
      clients.map((one, n) =>
        one.db(collection.dbName).collection<Row>(collection.collectionName).insertOne({ n }),
      ),
    );
    expect(await collection.countDocuments()).toBe(100);
    await Promise.all(clients.map((one) => one.close()));
  });
}

export function mistakes(check: Check) {
  const queries: [string, Document, number[]][] = [
    ['an unknown operator', { a: { $nope: 1 } }, [2]],
    ['an unknown top level operator', { $nope: [] }, [2]],
    ['$or that is no array', { $or: { a: 1 } }, [2]],
    ['$in that is no array', { a: { $in: 1 } }, [2]],
    ['$size that is negative', { a: { $size: -1 } }, [2]],
  ];
  for (const [title, filter, codes] of queries) {
    check(`query: ${title} is error ${codes.join(' or ')}`, async ({ fresh }) => {
      const collection = await fresh([{ a: 1 }]);
      expect((await failure(collection.find(filter).toArray())).code).toBeOneOf(codes);
    });
  }
  check('an unknown field of a command is error 40415', async ({ db }) => {
    expect((await failure(db.command({ find: 'c', nope: 1 }))).code).toBe(40415);
  });
  check('a sort direction other than 1 and -1 is an error', async ({ db, fresh }) => {
    const collection = await fresh([{ a: 1 }]);
    const error = await failure(db.command({ find: collection.collectionName, sort: { a: 7 } }));
    expect(error.code).toBeOneOf([2, 15975]);
  });
}

export function catalog(check: Check) {
  check('collections are created, listed and dropped', async ({ client }) => {
    const db = client.db(`catalog_${new ObjectId().toHexString()}`);
    await db.createCollection('made');
    await db.collection('used').insertOne({});
    const names = (await db.listCollections().toArray()).map(({ name }) => name);
    expect(names.sort()).toEqual(['made', 'used']);
    expect(await db.listCollections({ name: 'used' }, { nameOnly: true }).toArray()).toMatchObject([
      { name: 'used' },
    ]);
    expect(await db.collection('used').drop()).toBe(true);
    expect((await db.listCollections().toArray()).map(({ name }) => name)).toEqual(['made']);
    const { databases } = await client.db('admin').admin().listDatabases();
    expect(databases.map(({ name }) => name)).toContain(db.databaseName);
    await db.dropDatabase();
    expect(await db.listCollections().toArray()).toEqual([]);
  });
  check('a bad collection name is error 73', async ({ db }) => {
    expect((await failure(db.command({ insert: 'a$b', documents: [{}] }))).code).toBe(73);
  });
}
