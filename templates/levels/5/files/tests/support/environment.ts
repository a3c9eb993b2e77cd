import { loadEnv, type Env } from '../../src/config/env.ts';
import { testServices } from './services.ts';

export type Given = Readonly<Record<string, string>>;

const ENVIRONMENT: Given = {
  NODE_ENV: 'test',
  LOG_LEVEL: 'debug',
  CORS_ORIGINS: 'https://app.example.com',
  RATE_LIMIT_PER_MINUTE: '100000',
};

/** The environment of a test, with the addresses of the services that were started for it. */
export async function testEnv(given: Given = {}): Promise<Env> {
  const services = await Promise.all(testServices.map((service) => service()));
  return loadEnv(Object.assign({}, ENVIRONMENT, ...services, given) as Given);
}
