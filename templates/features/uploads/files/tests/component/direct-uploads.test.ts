import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { uploadLimits } from '../../src/constants/upload-limits.ts';
import { startApi, type Api } from '../support/api.ts';
import { startFakeS3, type FakeS3 } from '../support/fake-s3.ts';
import { download, keptFile, onDisk, png, sendFile } from '../support/uploads.ts';
import type { Visitor } from '../support/visitors.ts';

let s3: FakeS3;
let api: Api;
let owner: Visitor;
beforeAll(async () => {
  s3 = await startFakeS3();
  api = await startApi({ env: s3.env });
});
afterAll(async () => {
  await api.close();
  await s3.close();
});
beforeEach(async () => {
  owner = await api.as('viewer');
});

const announce = async (size: number, name = 'cat.png') =>
  (await owner.post('/uploads/direct', { name, size })).body as { id: string; url: string };
const put = async (url: string, body: Buffer) =>
  (await fetch(url, { method: 'PUT', body: new Uint8Array(body) })).status;
const finish = (id: string, visitor = owner) => visitor.post(`/uploads/${id}/finish`);
/** Sessions last as long as they last, so the owner comes back with a new one. */
const waitFor = async (time: number): Promise<void> => {
  api.clock.advance(time + 1_000);
  owner = await api.as(owner.userId);
};
const roomTaken = () => api.deps.repositories.uploads.roomTaken(owner.userId);

describe('a file that goes straight into the bucket', () => {
  test('is kept once it was sent and looked at', async () => {
    const { id, url } = await announce(2_000);
    expect(await owner.get(`/uploads/${id}`)).toMatchObject({ status: 404 });
    expect(await put(url, png(2_000))).toBe(200);
    expect(await finish(id)).toMatchObject({
      status: 200,
      body: { id, name: 'cat.png', type: 'image/png', size: 2_000 },
    });
    expect((await download(api, owner, id)).content).toEqual(png(2_000));
    expect(s3.keys().filter((key) => key.includes(id))).toEqual([`kept/${id}`]);
  });

  test('is finished once, however often somebody says so', async () => {
    const { id, url } = await announce(2_000);
    await put(url, png(2_000));
    expect((await finish(id)).body).toEqual((await finish(id)).body);
  });

  test('is kept when it is finished many times at once', async () => {
    const { id, url } = await announce(2_000);
    await put(url, png(2_000));
    s3.holdReads(5);
    const answers = await Promise.all([1, 2, 3, 4, 5].map(() => finish(id)));
    expect(answers.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
    expect(await finish(id)).toMatchObject({ status: 200 });
    expect((await download(api, owner, id)).content).toEqual(png(2_000));
    expect(await roomTaken()).toBe(2_000);
  });

  test('can be finished again when the bucket was away', async () => {
    const { id, url } = await announce(2_000);
    await put(url, png(2_000));
    s3.fail(403);
    expect(await finish(id)).toMatchObject({ status: 503 });
    s3.fail(0);
    expect(await finish(id)).toMatchObject({ status: 200 });
    expect((await download(api, owner, id)).content).toEqual(png(2_000));
  });

  test('cannot be exchanged for another one afterwards', async () => {
    const { id, url } = await announce(2_000);
    await put(url, png(2_000));
    await finish(id);
    await put(url, Buffer.alloc(2_000, '<script>'));
    await finish(id);
    expect((await download(api, owner, id)).content).toEqual(png(2_000));
  });

  test('is not taken when it is a page, whatever it calls itself', async () => {
    const { id, url } = await announce(2_000);
    await put(url, Buffer.alloc(2_000, '<script>'));
    expect(await finish(id)).toMatchObject({ status: 415 });
    expect(s3.keys().filter((key) => key.includes(id))).toEqual([]);
    expect(await roomTaken()).toBe(0);
  });

  test('has to be there before it is finished', async () => {
    const { id, url } = await announce(2_000);
    expect(await finish(id)).toMatchObject({ status: 409 });
    await put(url, png(2_000));
    expect(await finish(id)).toMatchObject({ status: 200 });
  });

  test('has to come in time', async () => {
    const { id } = await announce(2_000);
    await waitFor(uploadLimits.finish);
    expect(await finish(id)).toMatchObject({ status: 404 });
  });

  test('takes its room from the moment it is announced, and gives it back when it never comes', async () => {
    const { id } = await announce(2_000);
    expect(await roomTaken()).toBe(2_000);
    await waitFor(uploadLimits.abandoned);
    await api.deps.services.uploads.sweep();
    expect(await roomTaken()).toBe(0);
    expect(await finish(id)).toMatchObject({ status: 404 });
  });

  test('that is too large is not even announced', async () => {
    const body = { name: 'cat.png', size: api.deps.env.UPLOAD_MAX_BYTES + 1 };
    expect(await owner.post('/uploads/direct', body)).toMatchObject({ status: 413 });
  });

  test('is finished by nobody but its owner', async () => {
    const { id, url } = await announce(2_000);
    await put(url, png(2_000));
    expect(await finish(id, await api.as('admin'))).toMatchObject({ status: 404 });
  });
});

describe('an address to send to', () => {
  test('takes as many bytes as were announced, no more and no fewer', async () => {
    const { url } = await announce(2_000);
    expect(await put(url, png(2_001))).toBe(403);
    expect(await put(url, png(1_999))).toBe(403);
    expect(await put(url, png(2_000))).toBe(200);
  });

  test('is good for nothing else', async () => {
    const [{ url }, { id }] = [await announce(2_000), await announce(2_000)];
    const [mine = ''] = /[0-9a-f-]{36}/.exec(url) ?? [];
    expect(await put(url.replace(mine, id), png(2_000))).toBe(403);
    expect(await put(url.replace('/incoming/', '/kept/'), png(2_000))).toBe(403);
    expect((await fetch(url)).status).toBe(403);
    expect((await fetch(url, { method: 'DELETE' })).status).toBe(403);
  });

  test('is over after five minutes', async () => {
    const late = await startFakeS3();
    const other = await startApi({ env: late.env });
    const visitor = await other.as('viewer');
    const { body } = await visitor.post('/uploads/direct', { name: 'cat.png', size: 2_000 });
    late.advance(uploadLimits.addresses.upload + 1_000);
    expect(await put(body.url, png(2_000))).toBe(403);
    await other.close();
    await late.close();
  });
});

describe('an address to fetch from', () => {
  test('gives out the file to be saved, to whoever has it', async () => {
    const id = await keptFile(owner, { name: 'Katze.png' });
    const { body } = await owner.get(`/uploads/${id}/link`);
    const response = await fetch(body.url);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="Katze.png"; filename*=UTF-8''Katze.png`,
    );
    expect(Buffer.from(await response.arrayBuffer())).toEqual(png());
  });

  test('is given to nobody but its owner', async () => {
    const id = await keptFile(owner);
    expect(await (await api.as('admin')).get(`/uploads/${id}/link`)).toMatchObject({ status: 404 });
  });

  test('leads to no other file, and shows it in no other way', async () => {
    const [one, other] = [await keptFile(owner), await keptFile(await api.as('viewer'))];
    const { url } = (await owner.get(`/uploads/${one}/link`)).body;
    expect((await fetch(url.replace(one, other))).status).toBe(403);
    expect((await fetch(url.replace('attachment', 'inline'))).status).toBe(403);
  });
});

describe('a file that goes through the app into the bucket', () => {
  test('is nowhere on this machine when it is there', async () => {
    const id = await keptFile(owner, { content: png(3_000) });
    expect(s3.keys()).toContain(`kept/${id}`);
    expect([...onDisk(api, 'kept'), ...onDisk(api, 'incoming')]).not.toContain(id);
    expect((await download(api, owner, id)).content).toEqual(png(3_000));
  });

  test('is gone from the bucket when it was deleted', async () => {
    const id = await keptFile(owner);
    expect(await owner.delete(`/uploads/${id}`)).toMatchObject({ status: 204 });
    expect(s3.keys()).not.toContain(`kept/${id}`);
  });

  test('is a 503 and leaves nothing behind when the bucket refuses it', async () => {
    s3.fail(403);
    const answer = await sendFile(owner);
    s3.fail(0);
    expect(answer).toMatchObject({ status: 503, body: { detail: 'Files cannot be reached.' } });
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(onDisk(api, 'incoming')).toEqual([]);
    await api.deps.services.uploads.sweep();
    expect((await owner.get('/uploads')).body).toEqual([]);
  });

  test('never shows a key of the bucket in the log', async () => {
    s3.fail(403);
    await sendFile(owner);
    s3.fail(0);
    await keptFile(owner);
    const secret = s3.env['S3_SECRET_ACCESS_KEY'] ?? '';
    expect(JSON.stringify(api.log)).not.toContain(secret);
    expect(JSON.stringify(api.log)).not.toContain('X-Amz-Signature');
  });
});

test('without a bucket there are no addresses of one', async () => {
  const local = await startApi();
  const visitor = await local.as('viewer');
  const body = { name: 'cat.png', size: 100 };
  const id = await keptFile(visitor);
  expect(await visitor.post('/uploads/direct', body)).toMatchObject({ status: 503 });
  expect(await visitor.get(`/uploads/${id}/link`)).toMatchObject({ status: 503 });
  await local.close();
});
