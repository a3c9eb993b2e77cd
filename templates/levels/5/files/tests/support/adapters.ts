import { createLogger } from '../../src/config/logger.ts';
import { buildContainer } from '../../src/container.ts';
import type { Repositories } from '../../src/repositories/index.ts';
import type { UnitOfWork } from '../../src/repositories/contracts.ts';
import { testEnv } from './environment.ts';
import { repositoriesIn, unitOfWorkIn } from './memory/index.ts';
import { createMemory } from './memory/memory.ts';
import { testPorts } from './ports.ts';
import { asThisRunWants } from './twice.ts';

export interface Adapter {
  readonly repositories: Repositories;
  readonly unitOfWork: UnitOfWork;
  readonly close: () => Promise<void>;
}

/** Everything that can stand behind the services. What holds of one has to hold of all. */
export const adapters: readonly { readonly name: string; readonly open: () => Promise<Adapter> }[] =
  [
    {
      name: 'memory',
      open: () => {
        const memory = createMemory();
        return Promise.resolve({
          repositories: repositoriesIn(memory),
          unitOfWork: asThisRunWants(unitOfWorkIn(memory)),
          close: () => Promise.resolve(),
        });
      },
    },
    {
      name: 'the database',
      open: async () => {
        const env = await testEnv({ LOG_LEVEL: 'silent' });
        const { ports } = testPorts();
        const over = { ...ports, log: createLogger(env), wrapUnitOfWork: asThisRunWants };
        const { repositories, unitOfWork, dispose } = await buildContainer(env, over);
        return { repositories, unitOfWork, close: dispose };
      },
    },
  ];
