import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import type { FileStore } from '../../src/files/file-store.ts';
import type { Received } from '../../src/files/incoming.ts';
import { servicesInMemory } from '../support/services-in-memory.ts';
import { png } from '../support/uploads.ts';

const env = { UPLOADS_DIR: '/nowhere', UPLOAD_QUOTA_BYTES: 1_000, UPLOAD_TYPES: ['image/png'] };
const owner = 'ada';

function setUp(over: Partial<FileStore> = {}) {
  const kept = new Map<string, number>();
  const files: FileStore = {
    put: (name, { size }) => Promise.resolve(void kept.set(name, size)),
    get: (name) => Promise.resolve(kept.has(name) ? Readable.from(['content']) : undefined),
    remove: (name) => Promise.resolve(void kept.delete(name)),
    ...over,
  };
  const { services, repositories } = servicesInMemory({ files }, env);
  return { uploads: services.uploads, records: repositories.uploads, kept };
}

const sent = (size = png().length, head = png()) => {
  const received: Received = { path: '/dev/null', size, head, discard: () => Promise.resolve() };
  return { name: 'cat.png', received };
};

describe('the service of uploads', () => {
  test('keeps a file and what is known of it, or neither', async () => {
    const put = () => Promise.reject(new Error('the disk is full'));
    const { uploads, records } = setUp({ put });
    await expect(uploads.keep(sent(), owner)).rejects.toThrow('the disk is full');
    expect(await records.listUnfinished(new Date())).toEqual([]);
    expect(await records.roomTaken(owner)).toBe(0);
  });

  test('leaves to the sweeper what it could not take back, and its room stays taken till then', async () => {
    let isBroken = true;
    const fail = () => (isBroken ? Promise.reject(new Error('no disk')) : Promise.resolve());
    const { uploads, records } = setUp({ put: fail, remove: fail });
    await expect(uploads.keep(sent(), owner)).rejects.toThrow('no disk');
    expect(await records.roomTaken(owner)).toBe(png().length);
    isBroken = false;
    const [left] = await records.listUnfinished(new Date(Date.now() + 1_000));
    expect(left).toMatchObject({ ownerId: owner, status: 'leaving' });
    expect(await uploads.sweep()).toMatchObject({ uploads: 1 });
    expect(await records.roomTaken(owner)).toBe(0);
  });

  test('deletes the record when the file is gone, and not before', async () => {
    const remove = () => Promise.reject(new Error('no disk'));
    const { uploads, records } = setUp({ remove });
    const { id } = await uploads.keep(sent(), owner);
    await expect(uploads.remove(id, owner)).rejects.toThrow('no disk');
    await expect(uploads.read(id, owner)).rejects.toMatchObject({ code: 'not_found' });
    expect(await records.listUnfinished(new Date(0))).toMatchObject([{ id, status: 'leaving' }]);
  });

  test('takes nothing whose content is not of a wanted type, and no room for it', async () => {
    const { uploads, records } = setUp();
    const page = sent(100, Buffer.from('<script>'));
    await expect(uploads.keep(page, owner)).rejects.toMatchObject({
      code: 'unsupported_media_type',
    });
    expect(await records.roomTaken(owner)).toBe(0);
  });

  test('says before anything is sent that the room of a user is full', async () => {
    const { uploads } = setUp();
    await uploads.keep(sent(1_000), owner);
    await expect(uploads.expectRoom(owner)).rejects.toMatchObject({ code: 'quota_exceeded' });
    await expect(uploads.expectRoom('grace')).resolves.toBeUndefined();
  });

  test('does not find a file that somebody took from the disk', async () => {
    const { uploads, kept } = setUp();
    const { id } = await uploads.keep(sent(), owner);
    kept.clear();
    await expect(uploads.open(id, owner)).rejects.toMatchObject({ code: 'not_found' });
  });
});
