import { outboxLimits } from '../constants/outbox-limits.ts';
import type { Ids } from '../utils/ids.ts';
import { tell, type TellerDeps } from './teller.ts';

export interface RelayDeps extends TellerDeps {
  readonly ids: Ids;
}

export interface Relay {
  /** Begins nothing new, and resolves when what was begun is told. */
  readonly close: () => Promise<void>;
}

/** Tells what nobody has told yet: in order where there is one, and what a process left behind that died. */
export function startRelay(deps: RelayDeps): Relay {
  const { pause } = { ...outboxLimits, ...deps.limits };
  let isClosed = false;
  let wake: () => void = () => undefined;
  deps.events.onWritten(() => Promise.resolve(wake()));

  const sleep = (): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, isClosed ? 0 : pause);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const run = async (): Promise<void> => {
    while (!isClosed) {
      const told = await tellSome(deps).catch((error: unknown) => {
        deps.log.warn({ err: error }, 'the outbox cannot be read');
        return 0;
      });
      if (told === 0) await sleep();
    }
  };

  const running = run();
  return {
    close: async () => {
      isClosed = true;
      wake();
      await running;
    },
  };
}

/** @returns how many it had */
async function tellSome(deps: RelayDeps): Promise<number> {
  const { batch, lease } = { ...outboxLimits, ...deps.limits };
  const token = deps.ids.next();
  const now = deps.clock.now();
  const until = new Date(now.getTime() + lease);
  const messages = await deps.repositories.outbox.lease({ token, limit: batch, now, until });
  await Promise.all(messages.map((message) => tell(deps, message, token)));
  return messages.length;
}
