import { mayBeLate } from '../config/lateness.ts';
import type { Outside } from '../config/ports.ts';
import { onPool } from '../db/executor.ts';
import type { Clock } from '../utils/clock.ts';
import { buildRepositories } from './index.ts';
import type { Replicas } from './replica-contracts.ts';

/** How long one that failed is left alone, in milliseconds. */
const PAUSE = 5_000;

type Needs = Pick<Outside, 'replica' | 'log'> & { readonly clock: Clock };

export function openReplicas({ replica, clock, log }: Needs): Replicas {
  if (!replica) return { read: (repositories, load) => load(repositories) };
  const late = buildRepositories(onPool(replica));
  let pausedUntil = 0;
  return {
    read: async (repositories, load) => {
      const now = clock.now().getTime();
      if (!mayBeLate() || now < pausedUntil) return load(repositories);
      try {
        return await load(late);
      } catch (error) {
        // It may be gone, busy, or not have the newest tables yet. If the question is what is wrong, it fails again.
        pausedUntil = now + PAUSE;
        log.warn({ err: error }, 'the replica did not answer; asking the primary');
        return load(repositories);
      }
    },
  };
}
