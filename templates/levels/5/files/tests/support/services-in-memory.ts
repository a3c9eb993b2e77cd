import { createLogger } from '../../src/config/logger.ts';
import type { Env } from '../../src/config/env.ts';
import { openPorts, type Outside, type Ports } from '../../src/config/ports.ts';
import type { Repositories } from '../../src/repositories/index.ts';
import { buildServices, type Services } from '../../src/services/index.ts';
import { repositoriesIn, unitOfWorkIn } from './memory/index.ts';
import { createMemory } from './memory/memory.ts';
import { testPorts, type TestPorts } from './ports.ts';
import { asThisRunWants } from './twice.ts';

export interface InMemory extends Omit<TestPorts, 'ports'> {
  readonly services: Services;
  readonly repositories: Repositories;
  readonly ports: Ports;
}

/** The services of the app without the app: no database, no HTTP, and in the place of a port whatever a test wants. */
export function servicesInMemory(given: Partial<Ports> = {}, env: Partial<Env> = {}): InMemory {
  const log = createLogger({ LOG_LEVEL: 'silent' });
  const { ports: own, clock, mails } = testPorts(given);
  const ports = openPorts({ env, log } as Outside, own);
  const memory = createMemory(ports.clock, ports.ids);
  const repositories = repositoriesIn(memory);
  const unitOfWork = asThisRunWants(unitOfWorkIn(memory, ports.events.deliver));
  const services = buildServices({ ...ports, env: env as Env, log, repositories, unitOfWork });
  return { services, repositories, ports, clock, mails };
}
