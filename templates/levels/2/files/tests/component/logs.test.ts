import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api, type LogLine } from '../support/api.ts';
import { probe } from '../support/probe.ts';
import { sendRaw } from '../support/raw.ts';

const SECRET = 'correct-horse-battery';

let api: Api;
beforeAll(async () => {
  const logging = probe('/logging', () => {
    api.deps.log.info('in the middle of a request');
    return {};
  });
  api = await startApi({ routes: [logging] });
});
afterAll(() => api.close());

const linesOf = (requestId: string | null): readonly LogLine[] =>
  api.log.filter((line) => line['requestId'] === requestId);

describe('a request', () => {
  test('leaves one line when it is over', async () => {
    const { headers } = await api.get('/nothing');
    await expect.poll(() => linesOf(headers.get('x-request-id'))).toHaveLength(1);
    expect(linesOf(headers.get('x-request-id'))).toMatchObject([
      { level: 'info', msg: 'request', method: 'GET', path: '/nothing', status: 404 },
    ]);
  });

  test('has its id in every line written on the way, also after its body was read', async () => {
    const { headers } = await api.post('/logging', {}, { 'x-request-id': 'chosen-by-caller' });
    expect(headers.get('x-request-id')).toBe('chosen-by-caller');
    await expect.poll(() => linesOf('chosen-by-caller')).toHaveLength(2);
  });

  test.each([
    ['too short', 'short'],
    ['too long', 'x'.repeat(5_000)],
    ['a line of JSON', 'a\t{"level":50}'],
    ['not ASCII', 'Ünïcödé-id'],
    ['markup', '<script>alert(1)</script>'],
  ])('gets an id of ours when the one it brings is %s', async (_name, id) => {
    const answer = await sendRaw(
      api.port,
      Buffer.from(
        `GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Request-Id: ${id}\r\n\r\n`,
      ),
    );
    expect(answer).toMatch(/X-Request-Id: [0-9a-f]{8}-[0-9a-f-]{27}\r\n/);
    expect(JSON.stringify(api.log)).not.toContain(id);
  });

  test('cannot smuggle a line into the log', async () => {
    const head = 'GET /livez HTTP/1.1\r\nHost: a\r\nConnection: close\r\n';
    await sendRaw(api.port, `${head}X-Request-Id: a\n{"level":50}\r\n\r\n`);
    await api.get('/nothing%0a%7b%22level%22:50%7d');
    expect(api.log.every((line) => typeof line['time'] === 'string')).toBe(true);
  });

  test('leaves no secret in the log', async () => {
    await api.request('POST', `/reset?token=${SECRET}&code=${SECRET}`, {
      headers: {
        authorization: `Bearer ${SECRET}`,
        cookie: `session=${SECRET}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ password: SECRET }),
    });
    await api.post('/logging', { password: SECRET });
    expect(JSON.stringify(api.log)).not.toContain(SECRET);
  });
});

describe('a log line', () => {
  test.each<[string, (log: Api['deps']['log']) => void]>([
    ['headers', (log) => log.info({ headers: { Authorization: SECRET, Cookie: SECRET } })],
    ['answers', (log) => log.info({ response: { headers: { 'set-cookie': [SECRET] } } })],
    ['bodies', (log) => log.info({ a: { b: [{ newPassword: SECRET, refresh_token: SECRET }] } })],
    ['keys', (log) => log.info({ apiKey: SECRET, 'api-key': SECRET, client_secret: SECRET })],
    ['addresses', (log) => log.info({ url: `https://a.example/reset?token=${SECRET}#x` })],
    ['sentences', (log) => log.info(`sent https://a.example/reset?lang=en&token=${SECRET}`)],
    ['values in sentences', (log) => log.info('sent %s', `https://a.example/?code=${SECRET}`)],
    ['errors', (log) => log.error(new Error(`GET /reset?token=${SECRET} failed`))],
    [
      'properties of errors',
      (log) =>
        log.error({ err: Object.assign(new Error('failed'), { config: { token: SECRET } }) }),
    ],
  ])('shows no secret: %s', (_name, write) => {
    const before = api.log.length;
    write(api.deps.log);
    const written = api.log.slice(before);
    expect(written).toHaveLength(1);
    expect(JSON.stringify(written)).toContain('[redacted]');
    expect(JSON.stringify(written)).not.toContain(SECRET);
  });
});
