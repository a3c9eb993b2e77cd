/**
 * The proxy of level 7 as it is written, run by a real nginx of this machine in front of two servers of ours. Only its
 * paths, its ports and the way to the app are exchanged. Without nginx it is skipped and counted so.
 */
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import {
  createServer,
  request as plain,
  type RequestListener,
  type RequestOptions,
} from 'node:http';
import { request as encrypted } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { createProject, freePort, type Project } from './support/project.ts';
import { launch, run, succeed, type Launched } from './support/run.ts';

const noNginx = await run('nginx', ['-v'], { cwd: '.' }).then(
  () => undefined,
  (error: Error) => error.message,
);
if (noNginx !== undefined) console.warn(`nginx: skipped, it is not installed (${noNginx})`);

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

describe.skipIf(noNginx !== undefined).each(['http', 'https'] as const)('the %s site', (site) => {
  const home = mkdtempSync(path.join(tmpdir(), 'backendbytes-nginx-'));
  let project: Project;
  let nginx: Launched | undefined;
  let ports: Readonly<Record<'8080' | '8443' | '8081', number>>;
  const copies: Copy[] = [];

  beforeAll(async () => {
    // Started as root, nginx hands its work to a user who has to get into the folder.
    chmodSync(home, 0o755);
    const level7 = ['--level', '7', '--database', 'postgres', '--no-install'];
    project = await createProject(inject('packed'), level7);
    copies.push(await startCopy(), await startCopy());
    ports = { 8080: await freePort(), 8443: await freePort(), 8081: await freePort() };
    await succeed('openssl', CERTIFICATE.split(' '), { cwd: home });
    for (const file of ['nginx', site, 'api']) {
      const text = readFileSync(path.join(project.dir, `deploy/nginx/${file}.conf`), 'utf8');
      writeFileSync(path.join(home, `${file}.conf`), here(text));
    }
    const servers = copies.map(({ port }) => `server 127.0.0.1:${port} max_fails=0;`).join(' ');
    const text = `upstream copies { ${servers} } include ${home}/${site}.conf;`;
    writeFileSync(path.join(home, 'site.conf'), text);
    const main = ['-c', path.join(home, 'nginx.conf')];
    await succeed('nginx', ['-t', ...main], { cwd: home });
    nginx = launch('nginx', [...main, '-g', 'daemon off;'], { cwd: home });
    await untilItListens();
  });
  beforeEach(() => copies.forEach((copy) => (copy.listener = echo)));
  afterAll(async () => {
    nginx?.process.kill('SIGQUIT');
    await nginx?.exited;
    copies.forEach(({ close }) => close());
    project.remove();
    rmSync(home, { recursive: true, force: true });
  });

  test('tells the app who asks, whatever the caller says', async () => {
    const { body } = await ask('/who', {
      headers: {
        'x-forwarded-for': '203.0.113.7',
        'x-forwarded-proto': 'gopher',
        'x-forwarded-host': 'evil.example',
        'x-request-id': 'follow-me-1',
      },
    });
    const host = `127.0.0.1:${site === 'http' ? ports['8080'] : ports['8443']}`;
    expect(JSON.parse(body.toString())).toMatchObject({
      host,
      'x-forwarded-host': host,
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': site,
      'x-request-id': 'follow-me-1',
    });
  });

  test('gives every copy its share', async () => {
    const seen = copies.map((copy) => count(copy));
    await Promise.all(Array.from({ length: 20 }, () => ask('/share')));
    // Each process of nginx takes turns for itself.
    expect(Math.min(...seen.map((calls) => calls.length))).toBeGreaterThan(5);
  });

  test('passes over a copy that hangs up, and sends nothing twice that must not be', async () => {
    const [first] = copies;
    if (first) first.listener = (request) => void request.socket.destroy();
    const get = await Promise.all(Array.from({ length: 10 }, () => ask('/read')));
    expect(get.map(({ status }) => status)).toEqual(Array(10).fill(200));
    const seen = copies.map((copy) => count(copy));
    const post = await Promise.all(
      Array.from({ length: 10 }, () => ask('/write', { method: 'POST', body: '{}' })),
    );
    expect(seen.flat()).toHaveLength(10);
    expect(post.filter(({ status }) => status === 503)).toHaveLength(seen[0]?.length ?? 0);
  });

  test('speaks for the app when no copy answers', async () => {
    copies.forEach((copy) => (copy.listener = (request) => void request.socket.destroy()));
    const { status, headers, body } = await ask('/gone');
    expect([status, headers['content-type'], headers['retry-after']]).toEqual([
      503,
      'application/problem+json',
      '1',
    ]);
    expect(JSON.parse(body.toString())).toMatchObject({ status: 503 });
  });

  test('turns away what is far too large before the app has to read it', async () => {
    const seen = copies.map((copy) => count(copy));
    const { status, body } = await ask('/large', { method: 'POST', body: 'x'.repeat(200_000) });
    expect([status, JSON.parse(body.toString())]).toMatchObject([413, { status: 413 }]);
    expect(seen.flat()).toEqual([]);
  });

  test('leaves it to the app to refuse what is a little too large', async () => {
    expect(await ask('/large', { method: 'POST', body: 'x'.repeat(70_000) })).toMatchObject({
      status: 200,
    });
  });

  test('compresses long answers for those who can read them', async () => {
    copies.forEach((copy) => (copy.listener = (_request, response) => json(response, LONG)));
    const { headers, body } = await ask('/long', { headers: { 'accept-encoding': 'gzip' } });
    expect(headers).toMatchObject({ 'content-encoding': 'gzip', vary: 'Accept-Encoding' });
    expect(JSON.parse(gunzipSync(body).toString())).toEqual(LONG);
    expect((await ask('/long')).headers['content-encoding']).toBeUndefined();
  });

  test('does not say which version it is', async () => {
    expect((await ask('/')).headers['server']).toBe('nginx');
  });

  test('answers its own health check', async () => {
    expect((await fetch(`http://127.0.0.1:${ports['8081']}/`)).status).toBe(204);
  });

  test('logs one JSON object a request, without the query', async () => {
    await ask('/logged?token=secret');
    const lines = readFileSync(path.join(home, 'access.log'), 'utf8').trim().split('\n');
    const last = lines.map((line) => JSON.parse(line) as Record<string, string>).at(-1);
    expect(last).toMatchObject({ method: 'GET', path: '/logged', status: '200' });
    expect(lines.join()).not.toContain('secret');
  });

  if (site === 'https') {
    test('leads plain HTTP to HTTPS, and a POST stays one', async () => {
      const answer = await fetch(`http://127.0.0.1:${ports['8080']}/orders?a=1`, {
        method: 'POST',
        redirect: 'manual',
      });
      expect(answer.status).toBe(308);
      expect(answer.headers.get('location')).toBe('https://127.0.0.1/orders?a=1');
    });

    test.each(['TLSv1', 'TLSv1.1'] as const)('refuses %s', async (maxVersion) => {
      const old = { maxVersion, minVersion: maxVersion, ciphers: 'DEFAULT@SECLEVEL=0' };
      await expect(ask('/', { tls: old })).rejects.toThrow(/protocol version|alert|EPROTO/i);
    });
  }

  /** The same text, for this machine. */
  function here(text: string): string {
    return text
      .replaceAll(' /tmp/', ` ${home}/`)
      .replaceAll('/etc/nginx/certs', home)
      .replaceAll(/\/etc\/nginx\/(site|api)\.conf/g, `${home}/$1.conf`)
      .replace('/dev/stderr', `${home}/error.log`)
      .replace('/dev/stdout', `${home}/access.log`)
      .replaceAll(/listen (127\.0\.0\.1:)?(8080|8443|8081)/g, (_, _address, port: string) => {
        return `listen 127.0.0.1:${ports[port as keyof typeof ports]}`;
      })
      .replace('set $upstream app:3000;', 'set $upstream copies;');
  }

  async function untilItListens(): Promise<void> {
    for (let tries = 0; tries < 100; tries += 1) {
      if (await ask('/').catch(() => undefined)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(nginx?.stderr());
  }

  interface Question {
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly tls?: Readonly<Record<string, string>>;
  }

  async function ask(file: string, { method = 'GET', headers, body, tls }: Question = {}) {
    const isPlain = site === 'http';
    const port = isPlain ? ports['8080'] : ports['8443'];
    const options: RequestOptions = { host: '127.0.0.1', port, path: file, method, agent: false };
    const trusting = { ...options, ...tls, headers, rejectUnauthorized: false };
    const asked = (isPlain ? plain : encrypted)(trusting);
    asked.end(body);
    const answer = new Promise<Answer>((resolve, reject) => {
      asked.on('error', reject);
      asked.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      });
    });
    return answer;
  }
});

const CERTIFICATE =
  'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout privkey.pem -out fullchain.pem';

const LONG = Array.from({ length: 200 }, (_, place) => ({ place, name: 'something to compress' }));

/** A stand-in for a copy of the app, of which a test says what it does. */
interface Copy {
  readonly port: number;
  readonly close: () => void;
  listener: RequestListener;
}

async function startCopy(): Promise<Copy> {
  const server = createServer((request, response) => copy.listener(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const copy: Copy = { port, close: () => void server.close(), listener: echo };
  return copy;
}

/** Answers with the headers it was sent, once it has read everything. */
const echo: RequestListener = (request, response) => {
  request.resume().on('end', () => json(response, request.headers));
};

function json(response: Parameters<RequestListener>[1], value: unknown): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(value));
}

/** The paths a copy is asked for from now on. */
function count(copy: Copy): readonly string[] {
  const { listener } = copy;
  const seen: string[] = [];
  copy.listener = (request, response) => {
    seen.push(request.url ?? '');
    listener(request, response);
  };
  return seen;
}
