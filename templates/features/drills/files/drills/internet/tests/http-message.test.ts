import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatResponse, parseRequest, parseResponse } from '../http-message.ts';

const bytes = (text: string): Buffer => Buffer.from(text);

test('a request has a line, headers and a body', () => {
  const text = 'POST /notes HTTP/1.1\r\nHost: here\r\nContent-Length: 7\r\n\r\nBuy ü!';
  assert.deepEqual(parseRequest(bytes(text)), {
    method: 'POST',
    path: '/notes',
    headers: { host: 'here', 'content-length': '7' },
    body: 'Buy ü!',
  });
});

for (const half of [
  '',
  'GET / HT',
  'GET / HTTP/1.1\r\nHost: here\r\n',
  'PUT / HTTP/1.1\r\nContent-Length: 3\r\n\r\nab',
])
  test(`${JSON.stringify(half)} is not all of it yet`, () => {
    assert.equal(parseRequest(bytes(half)), undefined);
  });

for (const [text, status] of [
  ['hello\r\n\r\n', 400],
  ['GET / HTTP/2.0\r\n\r\n', 400],
  ['GET http://elsewhere/ HTTP/1.1\r\n\r\n', 400],
  ['GET / HTTP/1.1\r\nno colon\r\n\r\n', 400],
  ['GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n', 400],
  ['GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n', 411],
  ['GET / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n', 413],
  [`GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
] as const)
  test(`${JSON.stringify(text.slice(0, 50))} is refused with ${status}`, () => {
    assert.throws(() => parseRequest(bytes(text)), { status });
  });

test('what was formatted can be parsed again, and its length counts bytes, not letters', () => {
  const text = formatResponse({ status: 200, headers: { 'x-note': 'ok' }, body: 'ü' });
  assert.match(text, /^HTTP\/1\.1 200 OK\r\n/);
  const { status, headers, body } = parseResponse(bytes(text));
  assert.deepEqual(
    [status, headers['content-length'], headers['x-note'], body],
    [200, '2', 'ok', 'ü'],
  );
});
