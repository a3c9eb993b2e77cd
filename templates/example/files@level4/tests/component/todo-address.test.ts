import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { sendRaw } from '../support/raw.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

test.each(['evil.example/path', '<script>', 'a@b', 'a:b:c'])(
  'the address of a todo is never made of a Host header that names no host: %s',
  async (host) => {
    const { authorization } = (await api.as('viewer')).headers;
    const head = [`Host: ${host}`, 'Connection: close', `Authorization: ${authorization}`];
    const request = `GET /todos HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`;
    expect(await sendRaw(api.port, request)).toContain('HTTP/1.1 400');
  },
);
