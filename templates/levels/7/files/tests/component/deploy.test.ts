import { readdirSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { loadEnv } from '../../src/config/env.ts';
import { testServices } from '../support/services.ts';

interface Service {
  readonly ports?: readonly string[];
  readonly networks?: readonly string[];
  readonly deploy?: { readonly replicas: number };
  readonly environment?: Readonly<Record<string, string>>;
}

const read = (file: string): string => readFileSync(file, 'utf8');
const { services } = parse(read('compose.prod.yaml'), { logLevel: 'error' }) as {
  services: Readonly<Record<string, Service>>;
};
const found = await Promise.all(testServices.map((service) => service()));
const hasPassword = (value: string): boolean =>
  URL.canParse(value) && new URL(value).password !== '';
const stages = readdirSync('config').map((file) => ({
  file,
  values: parseEnv(read(`config/${file}`)),
}));

describe('in production', () => {
  test('nginx is reached from outside, and nothing else is', () => {
    const published = Object.entries(services).filter(([, { ports = [] }]) => ports.length > 0);
    expect(published.map(([name]) => name)).toEqual(['nginx']);
  });

  test('nginx sees the app and nothing behind it', () => {
    expect(services['nginx']?.networks).toEqual(['front']);
    const others = Object.entries(services).filter(([name]) => !['nginx', 'app'].includes(name));
    expect(others.filter(([, { networks = [] }]) => networks.includes('front'))).toEqual([]);
  });

  test('two copies of the app run, and each believes one proxy', () => {
    expect(services['app']?.deploy?.replicas).toBe(2);
    expect(services['app']?.environment).toMatchObject({ TRUST_PROXY_HOPS: '1' });
  });
});

describe.each(stages)('config/$file', ({ values }) => {
  const load = (more = {}) => loadEnv(Object.assign({}, ...found, values, more) as typeof values);

  test('holds no secret', () => {
    const names = Object.keys(values);
    expect(names.filter((name) => /SECRET|PASSWORD|TOKEN|KEY/.test(name))).toEqual([]);
    expect(Object.values(values).filter((value) => value && hasPassword(value))).toEqual([]);
  });

  test('is accepted once its placeholders are filled in', () => {
    const filled = Object.entries(values).map(([name, value]) => [
      name,
      value?.replace('change-me', 'shop'),
    ]);
    expect(() => load({ NODE_ENV: 'production', ...Object.fromEntries(filled) })).not.toThrow();
  });
});

test('production is not started with what somebody forgot to fill in', () => {
  const { values } = stages.find(({ file }) => file === 'production.env') ?? {};
  expect(() => loadEnv(Object.assign({}, ...found, values) as NodeJS.ProcessEnv)).toThrow(
    'CORS_ORIGINS: must not be a placeholder',
  );
});

test('production does not write what is meant for the eyes of a developer', () => {
  const { values } = stages.find(({ file }) => file === 'production.env') ?? {};
  expect(values?.['LOG_LEVEL']).toBe('info');
});

test('the files of all platforms start the same program, migrate first and ask the same health check', () => {
  const files = readdirSync('deploy', { recursive: true, encoding: 'utf8' });
  const platforms = ['fly.toml', 'railway.json', 'render.yaml'];
  expect(files).toEqual(expect.arrayContaining(platforms));
  for (const file of platforms) {
    expect(read(`deploy/${file}`)).toContain('node dist/db/migrate.js');
    expect(read(`deploy/${file}`)).toContain('/readyz');
  }
});
