import { buildApp } from '../../src/app.ts';
import { createLogger } from '../../src/config/logger.ts';
import type { limits } from '../../src/constants/limits.ts';
import { buildContainer, type Container, type Overrides } from '../../src/container.ts';
import type { Policies } from '../../src/policies/policy.ts';
import { buildRoutes } from '../../src/routes/index.ts';
import type { Route } from '../../src/routes/route.ts';
import { listen } from '../../src/server.ts';
import { testEnv } from './environment.ts';
import { sendTo, speak, type Given, type Speech } from './http.ts';
import { testPorts, type TestPorts } from './ports.ts';
import { asThisRunWants } from './twice.ts';
import { signIn, signingIn, type Visitor } from './visitors.ts';

export type { Answer } from './http.ts';

export type LogLine = Readonly<Record<string, unknown>>;

/** The running app, spoken to over HTTP: as an admin, unless a test says otherwise. */
export interface Api extends Speech {
  readonly url: string;
  readonly port: number;
  /** what was logged so far */
  readonly log: readonly LogLine[];
  readonly deps: Container;
  readonly clock: TestPorts['clock'];
  readonly mails: TestPorts['mails'];
  readonly anonymous: Speech;
  /** somebody new with that role, or the account of that id */
  readonly as: (who: string) => Promise<Visitor>;
  readonly close: () => Promise<void>;
}

export interface ApiOptions extends Partial<Overrides> {
  readonly env?: Given;
  /** served beside those of the app, to everyone */
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
  const { ports, clock, mails } = testPorts(over);
  const container = await buildContainer(env, { ...own, ...over, ...ports });
  const deps = { ...container, policies: { ...container.policies, ...openTo(routes) } };
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
      await deps.dispose();
    },
  };
}

const openTo = (routes: readonly Route[]): Policies =>
  Object.fromEntries(
    routes.map(({ method, path }) => [`${method.toUpperCase()} ${path}`, 'everyone']),
  );
