import { buildApp } from '../../src/app.ts';
import { createLogger } from '../../src/config/logger.ts';
import type { limits } from '../../src/constants/limits.ts';
import { buildContainer, type Container, type Overrides } from '../../src/container.ts';
import { buildRoutes } from '../../src/routes/index.ts';
import type { Route } from '../../src/routes/route.ts';
import { listen } from '../../src/server.ts';
import { testEnv, type Given } from './environment.ts';
import { asThisRunWants } from './twice.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: any;
}

export type LogLine = Readonly<Record<string, unknown>>;

/** The running app, spoken to over HTTP. */
export interface Api {
  readonly url: string;
  readonly port: number;
  /** what was logged so far */
  readonly log: readonly LogLine[];
  readonly deps: Container;
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

export interface ApiOptions extends Partial<Overrides> {
  readonly env?: Given;
  /** served beside those of the app */
  readonly routes?: readonly Route[];
  readonly timeouts?: Partial<typeof limits.server>;
}

export async function startApi({
  env: given,
  routes = [],
  timeouts,
  ...over
}: ApiOptions = {}): Promise<Api> {
  const env = await testEnv(given);
  const lines: LogLine[] = [];
  const log = createLogger(env, { write: (line) => lines.push(JSON.parse(line) as LogLine) });
  const own = { log, eventLoopLag: () => 0, wrapUnitOfWork: asThisRunWants };
  const deps = await buildContainer(env, { ...own, ...over });
  const app = buildApp(deps, [...buildRoutes(deps), ...routes]);
  const server = await listen(app, { port: 0, host: '127.0.0.1' }, timeouts);
  const url = `http://127.0.0.1:${server.port}`;
  return {
    ...speak(url),
    url,
    port: server.port,
    log: lines,
    deps,
    close: async () => {
      await server.close();
      await deps.dispose();
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
