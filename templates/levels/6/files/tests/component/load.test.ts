import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findPaths } from '../../tools/load/measure.mjs';
import { startApi, type Api } from '../support/api.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'load-'));
const out = path.join(folder, 'deep', 'load.md');

const load = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  promisify(execFile)(
    process.execPath,
    ['tools/load.mjs', '--seconds', '1', '--connections', '2', '--out', out, ...args],
    { env: { ...process.env, LOAD_TOKEN: '', ...env } },
  );

/** The cells of a route's row. */
function rowOf(route: string): readonly string[] {
  const line = readFileSync(out, 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`| \`GET ${route}\``));
  return line?.split('|').map((cell) => cell.trim()) ?? [];
}

describe('the load test', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi({ env: { LOG_LEVEL: 'fatal' } });
  });
  afterAll(async () => {
    await api.close();
    rmSync(folder, { recursive: true });
  });

  test('reports how much a route answers and how fast, and counts what is refused by its code', async () => {
    await load(['--url', api.url, '/livez', '/users', '/no-such-page']);
    const [, route, perSecond, p50, p97, p99, answered, failed] = rowOf('/livez');
    expect([route, failed]).toEqual(['`GET /livez`', '0']);
    expect(Number(perSecond)).toBeGreaterThan(0);
    expect(Number(answered)).toBeGreaterThan(0);
    expect(Number(p97)).toBeGreaterThanOrEqual(Number(p50));
    expect(Number(p99)).toBeGreaterThanOrEqual(Number(p97));
    expect(rowOf('/users').slice(6, 8)).toEqual(['0', expect.stringMatching(/^401: \d+$/)]);
    expect(rowOf('/no-such-page').at(7)).toMatch(/^404: \d+$/);
  });

  test('asks as somebody who is signed in, if it is given a token', async () => {
    const { headers } = await api.as('admin');
    const LOAD_TOKEN = headers.authorization.replace('Bearer ', '');
    await load(['--url', api.url, '/users'], { LOAD_TOKEN });
    expect(rowOf('/users').at(7)).toBe('0');
  });

  test('asks for what the API document names, if it may see more than probes', async () => {
    const wanted = { url: api.url, paths: [] };
    const found = await findPaths({ ...wanted, headers: { authorization: 'Bearer of somebody' } });
    expect(found).toEqual(expect.arrayContaining(['/livez', '/users', '/users/me']));
    expect(found.filter((one) => one.includes('{'))).toEqual([]);
    expect(await findPaths({ ...wanted, headers: {} })).toEqual(['/livez', '/readyz']);
  });

  test('says what the rate limit has to do with it', async () => {
    const limited = await startApi({ env: { RATE_LIMIT_PER_MINUTE: '5', LOG_LEVEL: 'fatal' } });
    await load(['--url', limited.url, '/users']);
    await limited.close();
    expect(rowOf('/users').at(7)).toMatch(/429: \d+/);
    expect(readFileSync(out, 'utf8')).toContain('RATE_LIMIT_PER_MINUTE');
  });
});

test('where nobody answers it starts nothing, and says what to type', async () => {
  await expect(load(['--url', 'http://127.0.0.1:1'])).rejects.toMatchObject({
    code: 1,
    stderr: 'nobody answers at http://127.0.0.1:1; start the app first: npm run dev\n',
  });
});

test.each([
  [['--url', 'http://example.com'], /not this machine/],
  [['--seconds', '3600'], /--seconds 1 to 60/],
  [['--connections', '0'], /--connections 1 to 500/],
])('refuses %j', async (args, says) => {
  await expect(load(args)).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(says) });
});
