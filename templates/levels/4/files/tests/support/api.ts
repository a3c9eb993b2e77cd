import { buildApp, type Deps } from '../../src/app.ts';
import { openConnections } from '../../src/config/connections.ts';
import { loadEnv } from '../../src/config/env.ts';
import { createLogger } from '../../src/config/logger.ts';
import { closePorts, openPorts, type Ports } from '../../src/config/ports.ts';
import type { limits } from '../../src/constants/limits.ts';
import { policies } from '../../src/policies/index.ts';
import type { Policies } from '../../src/policies/policy.ts';
import { createReadiness, type Check } from '../../src/readiness.ts';
import { buildRoutes } from '../../src/routes/index.ts';
import type { Route } from '../../src/routes/route.ts';
import { listen } from '../../src/server.ts';
import { sendTo, speak, type Given, type Speech } from './http.ts';
import { testPorts, type TestPorts } from './ports.ts';
import { testServices } from './services.ts';
import { signIn, signingIn, type Visitor } from './visitors.ts';

export type { Answer } from './http.ts';

export type LogLine = Readonly<Record<string, unknown>>;

/** The running app, spoken to over HTTP: as an admin, unless a test says otherwise. */
export interface Api extends Speech {
  readonly url: string;
  readonly port: number;
  /** what was logged so far */
  readonly log: readonly LogLine[];
  readonly deps: Deps;
  readonly clock: TestPorts['clock'];
  readonly mails: TestPorts['mails'];
  readonly anonymous: Speech;
  /** somebody new with that role, or the account of that id */
  readonly as: (who: string) => Promise<Visitor>;
  readonly close: () => Promise<void>;
}

export interface ApiOptions extends Partial<Ports> {
  readonly env?: Given;
  /** served beside those of the app, to everyone */
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

export async function startApi({
  env: given,
  routes = [],
  checks: more,
  eventLoopLag = () => 0,
  timeouts,
  ...others
}: ApiOptions = {}): Promise<Api> {
  const services = await Promise.all(testServices.map((service) => service()));
  const env = loadEnv(Object.assign({}, ENVIRONMENT, ...services, given) as Given);
  const lines: LogLine[] = [];
  const log = createLogger(env, { write: (line) => lines.push(JSON.parse(line) as LogLine) });
  const { connections, checks, close } = await openConnections(env, log);
  const readiness = createReadiness({ ...checks, ...more });
  const { ports: own, clock, mails } = testPorts(others);
  const ports = openPorts({ ...connections, env, log }, own);
  const deps: Deps = {
    ...connections,
    ...ports,
    env,
    log,
    policies: { ...policies, ...openTo(routes) },
    readiness,
    eventLoopLag,
  };
  const app = buildApp(deps, [...buildRoutes(deps), ...routes]);
  const server = await listen(app, { port: 0, host: '127.0.0.1' }, timeouts);
  const url = `http://127.0.0.1:${server.port}`;
  const send = sendTo(url);
  return {
    ...speak(signingIn(send, () => signIn(deps, send, 'admin'))),
    anonymous: speak(send),
    as: (who) => signIn(deps, send, who),
    clock,
    mails,
    url,
    port: server.port,
    log: lines,
    deps,
    close: async () => {
      await server.close();
      await closePorts(ports);
      await close();
    },
  };
}

const openTo = (routes: readonly Route[]): Policies =>
  Object.fromEntries(
    routes.map(({ method, path }) => [`${method.toUpperCase()} ${path}`, 'everyone']),
  );
