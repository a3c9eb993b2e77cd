import { buildApp, type Deps } from '../../src/app.ts';
import { openConnections } from '../../src/config/connections.ts';
import { loadEnv } from '../../src/config/env.ts';
import { createLogger } from '../../src/config/logger.ts';
import type { limits } from '../../src/constants/limits.ts';
import { createReadiness, type Check } from '../../src/readiness.ts';
import { buildRoutes } from '../../src/routes/index.ts';
import type { Route } from '../../src/routes/route.ts';
import { listen } from '../../src/server.ts';
import { sendTo, speak, type Given, type Speech } from './http.ts';
import { testServices } from './services.ts';

export type { Answer } from './http.ts';

export type LogLine = Readonly<Record<string, unknown>>;

/** The running app, spoken to over HTTP. */
export interface Api extends Speech {
  readonly url: string;
  readonly port: number;
  /** what was logged so far */
  readonly log: readonly LogLine[];
  readonly deps: Deps;
  readonly close: () => Promise<void>;
}

export interface ApiOptions {
  readonly env?: Given;
  /** served beside those of the app */
  readonly routes?: readonly Route[];
  readonly checks?: Readonly<Record<string, Check>>;
  readonly eventLoopLag?: () => number;
  readonly timeouts?: Partial<typeof limits.server>;
}

const ENVIRONMENT: Given = {
  NODE_ENV: 'test',
  LOG_LEVEL: 'debug',
  CORS_ORIGINS: 'https://app.example.com',
  RATE_LIMIT_PER_MINUTE: '100000',
};

export async function startApi(options: ApiOptions = {}): Promise<Api> {
  const services = await Promise.all(testServices.map((service) => service()));
  const env = loadEnv(Object.assign({}, ENVIRONMENT, ...services, options.env) as Given);
  const lines: LogLine[] = [];
  const log = createLogger(env, { write: (line) => lines.push(JSON.parse(line) as LogLine) });
  const { connections, checks, close } = await openConnections(env, log);
  const readiness = createReadiness({ ...checks, ...options.checks });
  const deps: Deps = {
    ...connections,
    env,
    log,
    readiness,
    eventLoopLag: options.eventLoopLag ?? (() => 0),
  };
  const app = buildApp(deps, [...buildRoutes(deps), ...(options.routes ?? [])]);
  const server = await listen(app, { port: 0, host: '127.0.0.1' }, options.timeouts);
  const url = `http://127.0.0.1:${server.port}`;
  return {
    ...speak(sendTo(url)),
    url,
    port: server.port,
    log: lines,
    deps,
    close: async () => {
      await server.close();
      await close();
    },
  };
}
