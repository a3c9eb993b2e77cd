import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { uploadLimits } from '../../src/constants/upload-limits.ts';
import type { UploadStatus } from '../../src/constants/upload-status.ts';
import { startApi, type Api } from '../support/api.ts';
import { keptFile, onDisk } from '../support/uploads.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

/** What is there when a process dies in the middle of an upload. */
async function halfDone(ownerId: string, status: UploadStatus): Promise<string> {
  const { clock, ids, unitOfWork } = api.deps;
  const values = { id: ids.next(), ownerId, name: 'cat.png', type: '', size: 100, status };
  const upload = { ...values, createdAt: clock.now().toISOString() };
  await unitOfWork.run(async ({ uploads }) => {
    await uploads.takeRoom(ownerId, upload.size, 1_000);
    await uploads.insert(upload);
  });
  mkdirSync(path.join(api.deps.env.UPLOADS_DIR, 'kept'), { recursive: true });
  writeFileSync(path.join(api.deps.env.UPLOADS_DIR, 'kept', upload.id), 'half');
  assertThere(upload.id);
  return upload.id;
}

const assertThere = (id: string) => expect(onDisk(api, 'kept')).toContain(id);

test('what was begun and never ended is swept up after a while, and gives back its room', async () => {
  const { userId } = await api.as('viewer');
  const id = await halfDone(userId, 'expected');
  await api.deps.services.uploads.sweep();
  assertThere(id);
  api.clock.advance(uploadLimits.abandoned + 1_000);
  await api.deps.services.uploads.sweep();
  expect(onDisk(api, 'kept')).not.toContain(id);
  expect(await api.deps.repositories.uploads.find(id)).toBeUndefined();
  expect(await api.deps.repositories.uploads.roomTaken(userId)).toBe(0);
});

test('what was half deleted is deleted at once', async () => {
  const { userId } = await api.as('viewer');
  const id = await halfDone(userId, 'leaving');
  await api.deps.services.uploads.sweep();
  expect(onDisk(api, 'kept')).not.toContain(id);
  expect(await api.deps.repositories.uploads.roomTaken(userId)).toBe(0);
});

test('what is kept stays, however old it is', async () => {
  const visitor = await api.as('viewer');
  const id = await keptFile(visitor);
  api.clock.advance(365 * 24 * 60 * 60 * 1_000);
  await api.deps.services.uploads.sweep();
  assertThere(id);
  expect(await api.deps.repositories.uploads.find(id)).toMatchObject({ status: 'kept' });
});

test('what a process left behind that died while it received is deleted, and what comes in now is not', async () => {
  const folder = path.join(api.deps.env.UPLOADS_DIR, 'incoming');
  mkdirSync(folder, { recursive: true });
  for (const name of ['old', 'new']) writeFileSync(path.join(folder, name), 'half');
  const longAgo = new Date(Date.now() - 10 * uploadLimits.abandoned);
  utimesSync(path.join(folder, 'old'), longAgo, longAgo);
  const before = new Date(Date.now() - uploadLimits.abandoned);
  expect(await api.deps.incoming.sweep(before)).toBe(1);
  expect(onDisk(api, 'incoming')).toEqual(['new']);
});
