import { describe, expect, test } from 'vitest';
import { openAll, type Connector } from '../../src/config/open-connections.ts';
import { loadEnv } from '../../src/config/env.ts';
import { createLogger } from '../../src/config/logger.ts';
import { testServices } from '../support/services.ts';

const services = await Promise.all(testServices.map((service) => service()));
const load = (env: Readonly<Record<string, string>>) =>
  loadEnv(Object.assign({}, ...services, env) as Record<string, string>);

describe('the environment', () => {
  test('is frozen, with the defaults of production', () => {
    const env = load({});
    expect(env).toMatchObject({ NODE_ENV: 'production', CORS_ORIGINS: [], TRUST_PROXY_HOPS: 0 });
    expect(Object.isFrozen(env)).toBe(true);
  });

  test('takes an empty value for a missing one', () => {
    expect(load({ PORT: '', LOG_LEVEL: '' })).toMatchObject({ PORT: 3000, LOG_LEVEL: 'info' });
  });

  test('names every wrong variable at once, and shows no value', () => {
    const wrong = { NODE_ENV: 'hunter2', PORT: 'hunter2', CORS_ORIGINS: 'https://u:hunter2@x' };
    const load = () => loadEnv({ ...Object.assign({}, ...services), ...wrong });
    expect(load).toThrow(/NODE_ENV: .*PORT: .*CORS_ORIGINS: /);
    expect(load).not.toThrow('hunter2');
  });

  test.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['LOG_LEVEL', 'loud'],
    ['CORS_ORIGINS', 'app.example.com'],
    ['CORS_ORIGINS', 'https://app.example.com/path'],
    ['TRUST_PROXY_HOPS', 'true'],
    ['RATE_LIMIT_PER_MINUTE', '0'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => load({ [name]: value })).toThrow(name);
  });

  test('lets every web page in during development and none in production', () => {
    expect(load({ NODE_ENV: 'development', CORS_ORIGINS: '*' }).CORS_ORIGINS).toEqual(['*']);
    expect(() => load({ NODE_ENV: 'production', CORS_ORIGINS: '*' })).toThrow('CORS_ORIGINS');
  });

  test('takes a placeholder for a value during development and not in production', () => {
    const CORS_ORIGINS = 'https://change-me.example';
    expect(load({ NODE_ENV: 'development', CORS_ORIGINS }).CORS_ORIGINS).toEqual([CORS_ORIGINS]);
    expect(() => load({ NODE_ENV: 'production', CORS_ORIGINS })).toThrow('CORS_ORIGINS');
  });

  test('reads a list of origins', () => {
    const { CORS_ORIGINS } = load({ CORS_ORIGINS: 'https://a.example, http://localhost:5173,' });
    expect(CORS_ORIGINS).toEqual(['https://a.example', 'http://localhost:5173']);
  });
});

describe('connections', () => {
  const env = load({});
  const log = createLogger({ LOG_LEVEL: 'silent' });
  const connector = (name: string, events: string[]): Connector<string> => ({
    open: () => Promise.resolve(events.push(`open ${name}`)).then(() => name),
    check: () => Promise.resolve(),
    close: () => Promise.resolve(void events.push(`close ${name}`)),
  });

  test('are opened in order and closed in reverse', async () => {
    const events: string[] = [];
    const connectors = { first: connector('first', events), second: connector('second', events) };
    const { connections, close } = await openAll(connectors, env, log);
    await close();
    expect(connections).toEqual({ first: 'first', second: 'second' });
    expect(events).toEqual(['open first', 'open second', 'close second', 'close first']);
  });

  test('that were opened are closed again when a later one fails', async () => {
    const events: string[] = [];
    const broken = { ...connector('broken', events), open: () => Promise.reject(new Error('no')) };
    const connectors = { first: connector('first', events), broken };
    await expect(openAll(connectors, env, log)).rejects.toThrow('no');
    expect(events).toEqual(['open first', 'close first']);
  });
});
