import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadEnv } from '../../src/config/env.ts';

interface Service {
  readonly build?: string;
  readonly image?: string;
  readonly environment?: Readonly<Record<string, string | number | null>>;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly ports?: readonly string[];
  readonly profiles?: readonly string[];
  readonly restart?: string;
  readonly mem_limit?: string;
}

const compose = readFileSync('compose.yaml', 'utf8');
const { services } = parse(compose) as { services: Readonly<Record<string, Service>> };
const dockerfile = readFileSync('Dockerfile', 'utf8').replaceAll('\\\n', ' ').split('\n');

const isOneShot = (name: string): boolean =>
  Object.values(services).some(
    ({ depends_on = {} }) => depends_on[name]?.condition === 'service_completed_successfully',
  );

describe.each(Object.entries(services))('service %s', (name, service) => {
  test('has a health check, or ends by itself and is not started again', () => {
    const isChecked = service.healthcheck?.test ?? service.build;
    expect(isOneShot(name) ? !service.restart : Boolean(isChecked)).toBe(true);
  });

  test('is built here or names the version of its image', () => {
    expect(service.build ?? service.image).toMatch(service.build ? /^\.$/ : /:v?\d+[\w.-]*$/);
  });

  test('has a memory limit', () => {
    expect(service.mem_limit).toMatch(/^\d+[mg]$/);
  });

  test('waits until the others are ready, not only started', () => {
    const conditions = Object.values(service.depends_on ?? {}).map(({ condition }) => condition);
    expect(conditions).not.toContain('service_started');
  });
});

describe('compose.yaml', () => {
  test('publishes the app and what is only for development, to this machine only', () => {
    const published = Object.entries(services).filter(([, { ports }]) => ports);
    const always = published.filter(([, { profiles }]) => profiles === undefined);
    expect(always.map(([name]) => name)).toEqual(['app']);
    for (const [, { ports }] of published) expect(ports?.join()).toMatch(/^127\.0\.0\.1:[^,]*$/);
  });

  test('has no password of its own: each is asked for, or what it opens stays closed', () => {
    const passwords = [
      ...compose.matchAll(/(?:(?:PASSWORD|SECRET|TOKEN): |:\/\/\w+:(?=\S+@))(\S+)/g),
    ];
    expect(passwords.filter(([, value]) => !/^\$\{\w+:(\?|-\})/.test(value ?? ''))).toEqual([]);
  });

  test('gives the app everything it requires', () => {
    const given = Object.entries(services['app']?.environment ?? {})
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, interpolate(String(value))] as const);
    expect(() => loadEnv(Object.fromEntries(given))).not.toThrow();
  });
});

/** As compose does, with a value for what has to be set and nothing else. */
const interpolate = (value: string): string =>
  value
    .replaceAll(/\$\{\w+:\?[^}]*\}/g, '0123456789abcdef'.repeat(4))
    .replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1');

describe('Dockerfile', () => {
  const all = (keyword: string): readonly string[] =>
    dockerfile
      .filter((line) => line.startsWith(`${keyword} `))
      .map((line) => line.slice(keyword.length + 1));

  test('builds and runs on one and the same image', () => {
    const images = new Set(all('FROM').map((stage) => stage.split(' ')[0]));
    expect([...images]).toEqual(['node:24-bookworm-slim']);
  });

  test('ends as a user without privileges', () => {
    expect(all('USER').at(-1)).toBe('node');
  });

  test('starts node itself, so that it receives the signals', () => {
    expect(JSON.parse(all('CMD').at(-1) ?? '')).toEqual(['node', 'dist/index.js']);
  });

  test('has a health check', () => {
    expect(all('HEALTHCHECK').join()).toContain('tools/healthcheck.mjs');
  });

  test('is handed no .env', () => {
    const rules = readFileSync('.dockerignore', 'utf8').split('\n').filter(Boolean);
    const first = rules.find((rule) => !rule.startsWith('#'));
    expect([first, rules.at(-1)]).toEqual(['*', '**/.env*']);
    expect(all('COPY').filter((copied) => copied.includes('.env'))).toEqual([]);
  });
});

describe('tools/healthcheck.mjs', () => {
  const server = createServer();
  afterEach(() => {
    server.removeAllListeners('request');
    server.closeAllConnections();
    server.close();
  });

  test.each<[answer: string, listener: RequestListener, code: number]>([
    ['200', (_request, response) => response.end('ok'), 0],
    ['503', (_request, response) => response.writeHead(503).end(), 1],
    ['nothing', () => undefined, 1],
  ])('when the app answers %s', async (_answer, listener, code) => {
    server.on('request', listener).listen(0, '127.0.0.1');
    await once(server, 'listening');
    expect(await healthcheck((server.address() as AddressInfo).port)).toBe(code);
  });

  test('when no app is there', async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    expect(await healthcheck(port)).toBe(1);
  });

  const healthcheck = (port: number): Promise<number | null> =>
    new Promise((resolve) => {
      const env = { ...process.env, PORT: String(port) };
      execFile(process.execPath, ['tools/healthcheck.mjs'], { env }).on('exit', resolve);
    });
});
