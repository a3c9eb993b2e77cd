import { MongoClient } from 'mongodb';
import type { Document } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startStandin } from '../../templates/databases/mongo/files/tools/local/mongo-standin.mjs';

const silent = () => {};
let standin: Awaited<ReturnType<typeof startStandin>>;
let client: MongoClient;

beforeAll(async () => {
  standin = await startStandin({ log: silent });
  client = await new MongoClient(standin.url).connect();
});
afterAll(async () => {
  await client.close();
  await standin.close();
});

describe('what the stand-in lacks is refused', () => {
  const commands: [string, Document, number][] = [
    ['a command of the server', { mapReduce: 'c', map: 'm', reduce: 'r' }, 115],
    ['bulkWrite', { bulkWrite: 1, ops: [] }, 115],
    ['collMod', { collMod: 'c' }, 115],
    ['renameCollection', { renameCollection: 'a.b', to: 'a.c' }, 115],
    ['a command nobody has', { frobnicate: 1 }, 59],
    ['a login', { saslStart: 1, mechanism: 'PLAIN', payload: '' }, 18],
    ['an unknown option', { find: 'c', frobnicate: true }, 40415],
    ['a tailable cursor', { find: 'c', tailable: true }, 238],
    ['a collation', { find: 'c', collation: { locale: 'de' } }, 238],
    ['$where', { find: 'c', filter: { $where: 'true' } }, 238],
    ['$jsonSchema', { find: 'c', filter: { $jsonSchema: {} } }, 238],
    ['$text', { find: 'c', filter: { $text: { $search: 'x' } } }, 27],
    ['$near', { find: 'c', filter: { at: { $near: [1, 2] } } }, 238],
    ['$geoWithin', { find: 'c', filter: { at: { $geoWithin: {} } } }, 238],
    ['$bitsAllSet', { find: 'c', filter: { n: { $bitsAllSet: 1 } } }, 238],
    ['PCRE that JavaScript lacks', { find: 'c', filter: { s: { $regex: '(?>a)' } } }, 238],
    ['the regex option x', { find: 'c', filter: { s: { $regex: 'a', $options: 'x' } } }, 238],
    ['$meta', { find: 'c', projection: { score: { $meta: 'textScore' } } }, 238],
    ['a hint at no index', { find: 'c', hint: 'nope_1' }, 2],
    ['a change stream', aggregate({ $changeStream: {} }), 238],
    ['$out', aggregate({ $out: 'd' }), 238],
    ['$merge', aggregate({ $merge: 'd' }), 238],
    ['$graphLookup', aggregate({ $graphLookup: {} }), 238],
    ['$setWindowFields', aggregate({ $setWindowFields: {} }), 238],
    ['$function', aggregate({ $project: { a: { $function: {} } } }), 238],
    ['an accumulator nobody has', aggregate({ $group: { _id: 1, a: { $nope: 1 } } }), 15952],
    ['explain', { explain: { find: 'c' } }, 115],
    ['$bit', { update: 'c', updates: [{ q: {}, u: { $bit: { a: { and: 1 } } } }] }, 238],
    ['a text index', createIndex({ key: { a: 'text' } }), 238],
    ['a geo index', createIndex({ key: { a: '2dsphere' } }), 238],
    ['a hashed index', createIndex({ key: { a: 'hashed' } }), 238],
    ['an index with a collation', createIndex({ key: { a: 1 }, collation: { locale: 'de' } }), 238],
    ['an unknown option of an index', createIndex({ key: { a: 1 }, nope: 1 }), 197],
    ['a capped collection', { create: 'd', capped: true, size: 1000 }, 238],
    ['a validator', { create: 'd', validator: { a: 1 } }, 238],
    ['a view', { create: 'd', viewOn: 'c', pipeline: [] }, 238],
    [
      'a snapshot read outside of transactions',
      { find: 'c', readConcern: { level: 'snapshot' } },
      238,
    ],
    ['strict API versions', { ping: 1, apiVersion: '1', apiStrict: true }, 238],
    ['another API version', { ping: 1, apiVersion: '2' }, 322],
  ];
  test.each(commands)('%s', async (_title, command, code) => {
    const db = client.db('refusals');
    await db
      .collection<Document>('c')
      .replaceOne({ _id: 1 as never }, { n: 1, s: 'a' }, { upsert: true });
    expect(await codeOf(() => db.command(command))).toBe(code);
    expect(await db.collection('d').countDocuments()).toBe(0);
  });
  test('a write concern that cannot be met is reported', async () => {
    const command = { insert: 'w', documents: [{}], writeConcern: { w: 3 } };
    const error = await client
      .db('refusals')
      .command(command)
      .catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 100 });
  });
});

function aggregate(stage: Document): Document {
  return { aggregate: 'c', pipeline: [stage], cursor: {} };
}

function createIndex(index: Document): Document {
  return { createIndexes: 'd', indexes: [{ name: 'i', ...index }] };
}

/** The error of a command, or of its first write. */
async function codeOf(run: () => Promise<Document>) {
  try {
    return (await run())['writeErrors']?.[0].code as number | undefined;
  } catch (error) {
    return (error as { code?: number }).code;
  }
}
