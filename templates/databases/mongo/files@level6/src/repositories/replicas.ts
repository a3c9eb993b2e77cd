import { mayBeLate } from '../config/lateness.ts';
import type { Outside } from '../config/ports.ts';
import { onMembers } from '../db/executor.ts';
import { buildRepositories } from './index.ts';
import type { Replicas } from './replica-contracts.ts';

/** The driver knows the members of the replica set, and which of them answer. */
export function openReplicas({ db, env }: Pick<Outside, 'db' | 'env'>): Replicas {
  const preference = env.MONGODB_READ_PREFERENCE;
  if (!preference) return { read: (repositories, load) => load(repositories) };
  const late = buildRepositories(onMembers(db, preference));
  return { read: (repositories, load) => load(mayBeLate() ? late : repositories) };
}
