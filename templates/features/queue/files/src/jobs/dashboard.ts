import { createBullBoard } from '@bull-board/api';
import { BullMQAdapter } from '@bull-board/api/bullMQAdapter';
import { ExpressAdapter } from '@bull-board/express';
import type { Express, RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { BullQueue, QueueEnv } from './backend.ts';
import { DEAD_LETTERS } from './dead-letters.ts';
import { onDemand } from './on-demand.ts';
import { openJobQueue, QUEUE } from './queue.ts';

/** Where the page and its parts are asked for. */
export const DASHBOARD = '/queues';

interface DashboardDeps {
  readonly env: QueueEnv;
  readonly log: Logger;
}

/** A page that shows what is in the queues, and changes nothing. */
export interface Dashboard {
  readonly show: RequestHandler;
  readonly close: () => Promise<void>;
}

/** Connects when somebody looks at it. */
export function openDashboard(deps: DashboardDeps): Dashboard {
  const { get, close } = onDemand(
    () => openBoard(deps),
    ({ queues }) => queues,
  );
  return {
    show: async (request, response, next) => {
      const { page } = await get();
      page(request, response, next);
    },
    close,
  };
}

interface Board {
  readonly page: Express;
  readonly queues: readonly BullQueue[];
}

function openBoard(deps: DashboardDeps): Board {
  const queues = [QUEUE, DEAD_LETTERS].map((name) => openJobQueue(deps, name));
  const serverAdapter = new ExpressAdapter().setBasePath(DASHBOARD);
  createBullBoard({
    // Its types know Redis only; it reads queues on PostgreSQL as well.
    queues: queues.map((queue) => new BullMQAdapter(queue as never, { readOnlyMode: true })),
    serverAdapter,
    options: { uiConfig: { boardTitle: 'Queues' } },
  });
  // Its own handler would answer with the text of the error; ours logs it.
  serverAdapter.setErrorHandler((error) => {
    throw error;
  });
  const page = serverAdapter.getRouter() as Express;
  return { page: page.disable('x-powered-by'), queues };
}
