import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { echo, probe } from '../support/probe.ts';
import { sendRaw } from '../support/raw.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi({ routes: [echo, probe('/anything', () => ({}))] });
});
afterAll(() => api.close());

const send = (body: string | Uint8Array, headers: Record<string, string> = {}, path = '/echo') =>
  api.request('POST', path, {
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

describe('a body', () => {
  test.each([
    ['that breaks off', '{"a":'],
    ['that is an open bracket', '['],
    ['that is a bare word', 'text'],
    ['that breaks off after a byte order mark', '\ufeff{"text":'],
    ['with a comma too many', '{"text":"a",}'],
    ['that is no object', '[]'],
    ['of brackets without an end', '['.repeat(30_000)],
  ])('%s is a 400, and the server lives', async (_name, body) => {
    const answer = await send(body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(await api.get('/livez')).toMatchObject({ status: 200 });
  });

  test.each([
    ['with NUL in it', String.raw`{"a":["\u0000"]}`],
    ['with half a character in it', String.raw`{"a":{"\ud800":1}}`],
    ['nested 10,000 deep', `{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}`],
    ['nested 33 deep', `${'{"a":'.repeat(33)}1${'}'.repeat(33)}`],
    ['with __proto__ deep inside', '{"a":[{"__proto__":{"admin":true}}]}'],
  ])('%s is a 400 even where anything is taken', async (_name, body) => {
    expect(await send(body, {}, '/anything')).toMatchObject({ status: 400 });
  });

  test('nested 30 deep is taken where anything is', async () => {
    const body = `${'{"a":'.repeat(30)}1${'}'.repeat(30)}`;
    expect(await send(body, {}, '/anything')).toMatchObject({ status: 200 });
  });

  test('that is not UTF-8 is a 400', async () => {
    const bytes = Uint8Array.from([...Buffer.from('{"text":"'), 0xff, ...Buffer.from('"}')]);
    expect(await send(bytes)).toMatchObject({ status: 400 });
  });

  test.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonp',
  ])('of type %s is a 415', async (type) => {
    expect(await send('{}', { 'content-type': type })).toMatchObject({ status: 415 });
  });

  test('that is missing is an empty object', async () => {
    expect(await api.request('POST', '/echo')).toMatchObject({ status: 200, body: {} });
  });

  test('in an unknown character set is a 415', async () => {
    const type = 'application/json; charset=klingon';
    expect(await send('{}', { 'content-type': type })).toMatchObject({ status: 415 });
  });

  test('that is compressed is a 415, whatever it would grow to', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000, ' '));
    expect(await send(bomb, { 'content-encoding': 'gzip' })).toMatchObject({ status: 415 });
  });

  test('of 70 kB is a 413', async () => {
    const answer = await send(JSON.stringify({ text: 'x'.repeat(70_000) }));
    expect(answer).toMatchObject({ status: 413, body: { status: 413 } });
  });

  test('of 70 kB in pieces, without a length, is a 413', async () => {
    const head = 'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';
    const piece = `${(7_000).toString(16)}\r\n${'x'.repeat(7_000)}\r\n`;
    const answer = await sendRaw(
      api.port,
      `${head}Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n${piece.repeat(10)}0\r\n\r\n`,
    );
    expect(answer).toContain('HTTP/1.1 413');
  });

  test('cannot reach the prototype of objects', async () => {
    for (const body of [
      '{"__proto__":{"admin":true}}',
      '{"constructor":{"prototype":{"admin":true}}}',
    ]) {
      expect(await send(body)).toMatchObject({ status: 400, body: { code: 'validation' } });
    }
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
  });
});
