import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { compileApp, runProcess, startProcess } from '../support/process.ts';
import { openRaw } from '../support/raw.ts';

beforeAll(compileApp);

/** How long a client would keep the connection. */
const KEEP_ALIVE = 5_000;

const HEAD = 'POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n';

/** A request of which the server has everything but the last byte. */
async function halfARequest(port: number) {
  const connection = openRaw(port);
  connection.write(`${HEAD}Content-Length: 2\r\nExpect: 100-continue\r\n\r\n{`);
  await connection.until('100 Continue');
  return { finish: () => connection.write('}'), answer: connection.answer };
}

const statusOf = (port: number, path: string): Promise<number | 'refused'> =>
  fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } }).then(
    ({ status }) => status,
    () => 'refused',
  );

async function untilStatus(port: number, path: string, wanted: number | 'refused'): Promise<void> {
  while ((await statusOf(port, path)) !== wanted) await sleep(20);
}

/** In this order, whatever else has something to say meanwhile. */
const STEPS = ['listening', 'stopping', 'request', 'stopped'];

describe.concurrent('a stop', () => {
  test('lets a request in flight end, takes no new ones, and exits with 0', async () => {
    const app = await startProcess();
    const request = await halfARequest(app.port);
    app.kill('SIGTERM');
    await untilStatus(app.port, '/livez', 'refused');
    await sleep(500);
    request.finish();
    const finishedAt = performance.now();
    expect(await request.answer).toContain('HTTP/1.1 404');
    expect(await app.exitCode).toBe(0);
    expect(performance.now() - finishedAt).toBeLessThan(KEEP_ALIVE);
    const lines = app.log().filter(({ path }) => path !== '/livez');
    expect(lines.map(({ msg }) => String(msg)).filter((msg) => STEPS.includes(msg))).toEqual(STEPS);
  });

  test('asked for twice is one stop', async () => {
    const app = await startProcess();
    const request = await halfARequest(app.port);
    app.kill('SIGTERM');
    app.kill('SIGINT');
    await sleep(200);
    app.kill('SIGTERM');
    request.finish();
    expect(await request.answer).toContain('HTTP/1.1 404');
    expect(await app.exitCode).toBe(0);
    expect(app.log().filter(({ msg }) => msg === 'stopping')).toHaveLength(1);
  });

  test('is not held up by a connection that idles', async () => {
    const app = await startProcess();
    const idle = openRaw(app.port);
    idle.write('GET /livez HTTP/1.1\r\nHost: a\r\n\r\n');
    await idle.until('{"status":"ok"}');
    app.kill('SIGTERM');
    expect(await app.exitCode).toBe(0);
    expect(await idle.answer).toContain('HTTP/1.1 200');
    // Longer than the balancers of this world.
    expect(await idle.answer).toContain('Keep-Alive: timeout=120');
  });

  test('gives up on a stuck request at its limit, with 1', async () => {
    const app = await startProcess({ SHUTDOWN_LIMIT_MS: '300' });
    await halfARequest(app.port);
    app.kill('SIGTERM');
    expect(await app.exitCode).toBe(1);
    expect(app.log().at(-1)).toMatchObject({ level: 'fatal', msg: 'could not stop in time' });
  });

  test('is announced to the balancer before connections are refused', async () => {
    const app = await startProcess({ SHUTDOWN_DELAY_MS: '60000' });
    app.kill('SIGTERM');
    await untilStatus(app.port, '/readyz', 503);
    expect(await statusOf(app.port, '/livez')).toBe(200);
    app.kill('SIGKILL');
  });
});

describe.concurrent('an error that nobody caught', () => {
  test.each(['throw', 'reject'] as const)(
    'is logged, requests in flight end, and the process exits with 1: %s',
    async (how) => {
      const app = await startProcess();
      const request = await halfARequest(app.port);
      app.crash(how);
      await untilStatus(app.port, '/livez', 'refused');
      request.finish();
      expect(await request.answer).toContain('HTTP/1.1 404');
      expect(await app.exitCode).toBe(1);
      const fatal = app.log().find(({ level }) => level === 'fatal');
      expect(JSON.stringify(fatal)).toContain('where nobody catches');
    },
  );
});

describe.concurrent('a start', () => {
  test('with a wrong environment exits with 1, names the variables and shows no value', async () => {
    const { exitCode, output } = await runProcess({ PORT: 'hunter2', LOG_LEVEL: 'hunter2' });
    expect(exitCode).toBe(1);
    expect(output).toMatch(/PORT.*LOG_LEVEL/);
    expect(output).not.toContain('hunter2');
  });

  test('on a port in use exits with 1 and says so', async () => {
    const other = createServer().listen(0);
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const { exitCode, output } = await runProcess({ PORT: String(port), HOST: '' });
    other.close();
    expect(exitCode).toBe(1);
    expect(output).toContain('EADDRINUSE');
  });
});
