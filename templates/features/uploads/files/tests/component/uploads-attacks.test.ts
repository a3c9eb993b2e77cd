import { rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cookieNames } from '../../src/utils/cookies.ts';
import { startApi, type Api } from '../support/api.ts';
import {
  beginToSend,
  download,
  formOf,
  keptFile,
  onDisk,
  png,
  sendFile,
} from '../support/uploads.ts';
import type { Visitor } from '../support/visitors.ts';

let api: Api;
let sender: Visitor;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());
beforeEach(async () => {
  sender = await api.as('viewer');
});

const UUID = /^[0-9a-f-]{36}$/;
const PAGE = '<!doctype html><script>alert(document.cookie)</script>';
const SVG =
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';

/** A form as no client would write it. */
const sendText = (text: string, type = 'multipart/form-data; boundary=edge') =>
  sender.request('POST', '/uploads', {
    body: Buffer.from(text),
    headers: { 'content-type': type },
  });
const part = (head: string, content = png().toString('latin1')) =>
  `--edge\r\nContent-Disposition: form-data; ${head}\r\n\r\n${content}\r\n`;

const nothingIsLeft = async (of = sender): Promise<void> => {
  await expect.poll(() => onDisk(api, 'incoming')).toEqual([]);
  expect((await of.get('/uploads')).body).toEqual([]);
  expect(await api.deps.repositories.uploads.roomTaken(of.userId)).toBe(0);
};

describe('a name', () => {
  test.each([
    ['../../x.png', 'x.png'],
    ['..\\..\\x.png', 'x.png'],
    ['/etc/passwd', 'passwd'],
    ['C:\\Windows\\x.png', 'x.png'],
    ['CON', '_CON'],
    ['nul.png', '_nul.png'],
    ['.htaccess', 'htaccess'],
    ['...', 'file'],
    ['invoice\u202egnp.exe', 'invoicegnp.exe'],
    ['a\r\nSet-Cookie: b=c.png', 'aSet-Cookie_ b=c.png'],
    [`${'x'.repeat(300)}.png`, `${'x'.repeat(196)}.png`],
    ['\u{1f408}.png', '\u{1f408}.png'],
  ])('such as %j is harmless, and no part of a path', async (name, kept) => {
    const { status, body } = await sendFile(sender, { name });
    expect([status, body.name]).toEqual([201, kept]);
    expect((await download(api, sender, body.id)).status).toBe(200);
    expect(onDisk(api, 'kept').filter((file) => !UUID.test(file))).toEqual([]);
  });

  test('with NUL in it, as bytes, is refused or cleaned', async () => {
    const text = `${part('name="file"; filename="a.png\0.html"')}--edge--\r\n`;
    const { status, body } = await sendText(text);
    expect([201, 400]).toContain(status);
    if (status === 201) expect(body.name).not.toContain('\0');
  });
});

describe('what a file is, its content says', () => {
  test('a page that calls itself a picture is not taken', async () => {
    const answer = await sendFile(sender, { name: 'cat.png', content: PAGE, type: 'image/png' });
    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
    await nothingIsLeft();
  });

  test('a picture with script in it is not taken', async () => {
    const answer = await sendFile(sender, { name: 'cat.svg', content: SVG, type: 'image/svg+xml' });
    expect(answer).toMatchObject({ status: 415 });
    await nothingIsLeft();
  });

  test('a picture that calls itself a page is a picture', async () => {
    const { body } = await sendFile(sender, { name: 'cat.html', type: 'text/html' });
    expect(body.type).toBe('image/png');
    const { headers } = await download(api, sender, body.id);
    expect(headers.get('content-type')).toBe('image/png');
  });

  test('a page behind the first bytes of a picture is a picture, to be saved', async () => {
    const content = Buffer.concat([png(), Buffer.from(PAGE)]);
    const id = await keptFile(sender, { name: 'cat.html', content, type: 'text/html' });
    const { headers } = await download(api, sender, id);
    expect(headers.get('content-type')).toBe('image/png');
    expect(headers.get('content-disposition')).toMatch(/^attachment;/);
  });

  test('a picture that claims to be of 65,535 by 65,535 is kept unopened', async () => {
    const bomb = png();
    bomb.writeUInt32BE(65_535, 16);
    bomb.writeUInt32BE(65_535, 20);
    expect(await sendFile(sender, { content: bomb })).toMatchObject({ status: 201 });
  });

  test.each([
    ['page.html', PAGE],
    ['cat.svg', SVG],
  ])('where everything is taken, %s is still no page of ours', async (name, content) => {
    const open = await startApi({ env: { UPLOAD_TYPES: '*' } });
    const visitor = await open.as('viewer');
    const id = await keptFile(visitor, { name, content, type: 'text/html' });
    const { headers } = await download(open, visitor, id);
    await open.close();
    expect(headers.get('content-type')).toMatch(/^application\/(?:octet-stream|xml)\b/);
    expect(headers.get('content-disposition')).toMatch(/^attachment;/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('sandbox');
  });
});

describe('too much', () => {
  test('of one file is a 413, and nothing of it is left', async () => {
    const content = png(11 * 1024 * 1024);
    expect(await sendFile(sender, { content })).toMatchObject({
      status: 413,
      body: { code: 'too_large' },
    });
    await nothingIsLeft();
  });

  test('without a length in front is a 413 as well', async () => {
    const form = new Response(formOf({ content: png(11 * 1024 * 1024) }));
    const answer = await sender.request('POST', '/uploads', {
      body: form.body,
      duplex: 'half',
      headers: { 'content-type': form.headers.get('content-type') ?? '' },
    });
    expect(answer).toMatchObject({ status: 413 });
    await nothingIsLeft();
  });

  test('is one byte more than the limit', async () => {
    const small = await startApi({ env: { UPLOAD_MAX_BYTES: '1000' } });
    const visitor = await small.as('viewer');
    const statuses = await Promise.all(
      [1_000, 1_001].map((size) => sendFile(visitor, { content: png(size) })),
    );
    await small.close();
    expect(statuses.map(({ status }) => status)).toEqual([201, 413]);
  });

  test('is a hundred files in one form', async () => {
    const body = new FormData();
    for (let count = 0; count < 100; count += 1) body.append('file', new Blob([png()]), 'cat.png');
    expect(await sender.request('POST', '/uploads', { body })).toMatchObject({ status: 400 });
    await nothingIsLeft();
  });

  test('at the same time is a 429, for this user and no other', async () => {
    const sockets = await Promise.all([1, 2, 3].map(() => beginToSend(api, sender)));
    await expect.poll(() => onDisk(api, 'incoming').length).toBe(3);
    expect(await sendFile(sender)).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(await sendFile(await api.as('viewer'))).toMatchObject({ status: 201 });
    for (const socket of sockets) socket.destroy();
    await nothingIsLeft();
    await expect.poll(async () => (await sendFile(sender)).status).toBe(201);
  });
});

describe('a form', () => {
  const file = part('name="file"; filename="a.png"');
  test.each([
    ['without a file', '--edge--\r\n'],
    ['with another field', `${part('name="role"', 'admin')}${file}--edge--\r\n`],
    ['with a field after the file', `${file}${part('name="role"', 'admin')}--edge--\r\n`],
    ['with the file in another field', `${part('name="cat"; filename="a.png"')}--edge--\r\n`],
    ['with two files', `${file}${file}--edge--\r\n`],
    ['that breaks off', file],
    ['that breaks off in a head', '--edge\r\nContent-Dispo'],
    ['with a head of 100 kB', `--edge\r\nX: ${'x'.repeat(100_000)}\r\n\r\n1\r\n--edge--\r\n`],
    ['that is none', '{"file":"a.png"}'],
  ])('%s is a 400, and nothing of it is left', async (_name, text) => {
    expect(await sendText(text)).toMatchObject({ status: 400, body: { code: 'validation' } });
    await nothingIsLeft();
  });

  test('without a boundary is a 400', async () => {
    const answer = await sendText(`${file}--edge--\r\n`, 'multipart/form-data');
    expect(answer).toMatchObject({ status: 400 });
  });

  test.each(['application/json', 'application/x-www-form-urlencoded', 'image/png'])(
    'that is %s is a 415',
    async (type) => {
      expect(await sendText('{}', type)).toMatchObject({ status: 415 });
    },
  );

  test('is taken nowhere else', async () => {
    const answer = await sender.request('POST', '/uploads/direct', { body: formOf({}) });
    expect(answer).toMatchObject({ status: 415 });
  });

  test('that the page of somebody else sends with our cookies is a 403', async () => {
    const token = sender.headers.authorization.replace('Bearer ', '');
    const answer = await api.anonymous.request('POST', '/uploads', {
      body: formOf({}),
      headers: { cookie: `${cookieNames.access}=${token}`, origin: 'https://evil.example.com' },
    });
    expect(answer).toMatchObject({ status: 403 });
    await nothingIsLeft();
  });
});

describe('an upload', () => {
  test('that is given up half way leaves nothing behind', async () => {
    const socket = await beginToSend(api, sender);
    await expect.poll(() => onDisk(api, 'incoming').length).toBe(1);
    socket.destroy();
    await nothingIsLeft();
    expect(await api.get('/livez')).toMatchObject({ status: 200 });
  });

  test('that stands still is ended, and leaves nothing behind', async () => {
    const timeouts = { headersTimeout: 400, requestTimeout: 400, connectionsCheckingInterval: 50 };
    const strict = await startApi({ timeouts });
    const visitor = await strict.as('viewer');
    const socket = await beginToSend(strict, visitor);
    const answer = await new Promise<string>((resolve) => {
      socket.once('data', (chunk: Buffer) => resolve(chunk.toString()));
      socket.once('close', () => resolve(''));
    });
    expect(answer).toContain('408');
    await expect.poll(() => onDisk(strict, 'incoming')).toEqual([]);
    await strict.close();
  });
});

describe('the room of a user', () => {
  let tight: Api;
  let visitor: Visitor;
  beforeAll(async () => {
    tight = await startApi({ env: { UPLOAD_QUOTA_BYTES: '2500' } });
  });
  afterAll(() => tight.close());
  beforeEach(async () => {
    visitor = await tight.as('viewer');
  });
  const content = png(1_000);

  test('ends, and what is deleted gives it back', async () => {
    const ids = [await keptFile(visitor, { content }), await keptFile(visitor, { content })];
    expect(await sendFile(visitor, { content })).toMatchObject({
      status: 409,
      body: { code: 'quota_exceeded' },
    });
    await visitor.delete(`/uploads/${ids[0]}`);
    expect(await sendFile(visitor, { content })).toMatchObject({ status: 201 });
    expect(onDisk(tight, 'incoming')).toEqual([]);
  });

  test('is not given twice to files that come at the same time', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => sendFile(visitor, { content })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 201, 409]);
    expect((await visitor.get('/uploads')).body).toHaveLength(2);
  });

  test('that is full is said before anything is sent', async () => {
    await keptFile(visitor, { content: png(2_500) });
    const socket = await beginToSend(tight, visitor);
    const answer = await new Promise<string>((resolve) => {
      socket.once('data', (chunk: Buffer) => resolve(chunk.toString()));
    });
    socket.destroy();
    expect(answer).toContain('HTTP/1.1 409');
  });
});

describe('a download', () => {
  test.each(['..%2f..%2fpackage.json', '%2e%2e', '..%5c..%5cpackage.json', 'kept'])(
    'of %s is not one',
    async (id) => {
      const { status } = await download(api, sender, id);
      expect([400, 404]).toContain(status);
    },
  );

  test('of a link that leads out is not one', async () => {
    const id = await keptFile(sender);
    const file = path.join(api.deps.env.UPLOADS_DIR, 'kept', id);
    rmSync(file);
    symlinkSync(path.resolve('package.json'), file);
    expect((await download(api, sender, id)).status).toBe(404);
  });

  test('in a thousand pieces is the whole file, once', async () => {
    const id = await keptFile(sender);
    const range = `bytes=${Array.from({ length: 1_000 }, () => '0-').join(',')}`;
    const { status, content } = await download(api, sender, id, { range });
    expect([status, content.length]).toEqual([200, png().length]);
  });
});
