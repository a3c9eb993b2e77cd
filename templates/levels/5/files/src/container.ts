import type { Logger } from 'pino';
import type { Deps } from './app.ts';
import { openConnections, type Connections } from './config/connections.ts';
import type { Env } from './config/env.ts';
import { createLogger } from './config/logger.ts';
import { onPool } from './db/executor.ts';
import { closePorts, openPorts, type Ports } from './config/ports.ts';
import { policies } from './policies/index.ts';
import { createReadiness, type Check } from './readiness.ts';
import { buildRepositories, type Repositories } from './repositories/index.ts';
import type { UnitOfWork } from './repositories/contracts.ts';
import { createUnitOfWork } from './repositories/unit-of-work.ts';
import { buildServices } from './services/index.ts';
import { watchEventLoop } from './utils/event-loop.ts';

/** Everything there is, put together once a process. */
export interface Container extends Deps, Connections {
  readonly repositories: Repositories;
  readonly unitOfWork: UnitOfWork;
  /** Lets what was begun end, and closes everything that was opened, the last first. */
  readonly dispose: () => Promise<void>;
}

/** What a test may put in the place of the real thing. */
export interface Overrides extends Ports {
  readonly log: Logger;
  readonly checks: Readonly<Record<string, Check>>;
  readonly eventLoopLag: () => number;
  readonly wrapUnitOfWork: (own: UnitOfWork) => UnitOfWork;
}

/** The composition root: no other file decides what anybody is given. */
export async function buildContainer(env: Env, over: Partial<Overrides> = {}): Promise<Container> {
  const { log = createLogger(env), eventLoopLag = watchEventLoop() } = over;
  const { wrapUnitOfWork = (own) => own } = over;
  const { connections, checks, close } = await openConnections(env, log);
  const ports = openPorts({ ...connections, env, log }, over);
  const repositories = buildRepositories(onPool(connections.db));
  const unitOfWork = wrapUnitOfWork(createUnitOfWork(connections.db, ports.events.deliver));
  const services = buildServices({ ...ports, env, log, repositories, unitOfWork });
  return {
    ...connections,
    ...ports,
    env,
    log,
    policies,
    eventLoopLag,
    readiness: createReadiness({ ...checks, ...over.checks }),
    repositories,
    unitOfWork,
    services,
    dispose: async () => {
      await closePorts(ports);
      await close();
    },
  };
}
