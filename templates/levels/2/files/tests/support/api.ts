import { buildApp, type Deps } from '../../src/app.ts';
import { openConnections } from '../../src/config/connections.ts';
import { loadEnv } from '../../src/config/env.ts';
import { createLogger } from '../../src/config/logger.ts';
import type { limits } from '../../src/constants/limits.ts';
import { createReadiness, type Check } from '../../src/readiness.ts';
import { buildRoutes } from '../../src/routes/index.ts';
import type { Route } from '../../src/routes/route.ts';
import { listen } from '../../src/server.ts';
import { testServices } from './services.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any;
}

export type LogLine = Readonly<Record<string, unknown>>;
type Given = Readonly<Record<string, string>>;

/** The running app, spoken to over HTTP. */
export interface Api {
  readonly url: string;
  readonly port: number;
  /** what was logged so far */
  readonly log: readonly LogLine[];
  readonly deps: Deps;
  readonly get: (path: string, headers?: Given) => Promise<Answer>;
  readonly post: (path: string, body?: unknown, headers?: Given) => Promise<Answer>;
  readonly put: (path: string, body?: unknown, headers?: Given) => Promise<Answer>;
  readonly patch: (path: string, body?: unknown, headers?: Given) => Promise<Answer>;
  readonly delete: (path: string, headers?: Given) => Promise<Answer>;
  readonly request: (
    method: string,
    path: string,
    init?: Omit<RequestInit, 'method'>,
  ) => Promise<Answer>;
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
    ...speak(url),
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

type Speech = Pick<Api, 'get' | 'post' | 'put' | 'patch' | 'delete' | 'request'>;

function speak(url: string): Speech {
  const request: Api['request'] = async (method, path, init = {}) => {
    const response = await fetch(new URL(path, url), { ...init, method, redirect: 'manual' });
    const text = await response.text();
    const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
    const body: unknown = isJson && text !== '' ? JSON.parse(text) : text;
    return { status: response.status, headers: response.headers, body };
  };
  const send =
    (method: string) =>
    (path: string, body?: unknown, headers: Given = {}) =>
      request(method, path, {
        body: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...headers },
      });
  return {
    request,
    get: (path, headers = {}) => request('GET', path, { headers }),
    delete: (path, headers = {}) => request('DELETE', path, { headers }),
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
  };
}
