import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLogger } from '../../src/config/logger.ts';
import type { Env } from '../../src/config/env.ts';
import { openFiles, type FileStore } from '../../src/files/file-store.ts';
import { openIncoming, type Incoming } from '../../src/files/incoming.ts';
import { createIds } from '../../src/utils/ids.ts';
import { testEnv } from '../support/environment.ts';
import { startFakeS3 } from '../support/fake-s3.ts';

const stores = [
  { name: 'a folder', start: () => Promise.resolve({ env: {}, close: () => Promise.resolve() }) },
  { name: 'a bucket', start: startFakeS3 },
];

describe.each(stores)('files in $name', ({ start }) => {
  let env: Env;
  let store: FileStore;
  let incoming: Incoming;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const given = await start();
    env = await testEnv({ ...given.env, LOG_LEVEL: 'silent' });
    store = openFiles({ env, log: createLogger(env) });
    incoming = openIncoming({ env, ids: createIds() });
    close = given.close;
  });
  afterAll(async () => {
    store.close?.();
    await close();
  });

  const receive = (text: string) => incoming.receive(Readable.from([Buffer.from(text)]));
  const read = async (name: string) => {
    const found = await store.get(name);
    return found && (await buffer(found)).toString();
  };

  test('come back as they were put there, and are gone when they were removed', async () => {
    const name = randomUUID();
    const received = await receive('some content');
    await store.put(name, received);
    await received.discard();
    expect(existsSync(received.path)).toBe(false);
    expect(await read(name)).toBe('some content');
    await store.remove(name);
    expect(await read(name)).toBeUndefined();
  });

  test('that are not there are not found, and removing them does no harm', async () => {
    const name = randomUUID();
    expect(await read(name)).toBeUndefined();
    await expect(store.remove(name)).resolves.not.toThrow();
  });
});

test.each(['../x', 'x', '', `${randomUUID()}/../x`])(
  'no file of a folder is called %j',
  async (name) => {
    const env = await testEnv();
    const store = openFiles({ env, log: createLogger(env) });
    await expect(async () => store.get(name)).rejects.toThrow('no name');
  },
);

test('what does not come to its end leaves nothing behind', async () => {
  const env = await testEnv();
  const ids = { next: () => 'half' };
  const body = new Readable({ read: () => undefined });
  body.push('half');
  const received = openIncoming({ env, ids }).receive(body);
  body.destroy(new Error('the line went dead'));
  await expect(received).rejects.toThrow();
  expect(existsSync(`${env.UPLOADS_DIR}/incoming/half`)).toBe(false);
});
