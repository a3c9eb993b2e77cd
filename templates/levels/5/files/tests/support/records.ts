import type { Repositories } from '../../src/repositories/index.ts';
import type { RecordRepository } from '../../src/repositories/contracts.ts';
import type { Stored, Values } from './factories.ts';
import { samples } from './samples.ts';

/** A repository of records of any kind. */
export type AnyRecords = RecordRepository<Stored, any, any, any>;

/** What an insert into these records takes; what it refers to is made first. */
export async function sampleIn(
  repositories: Repositories,
  plural: string,
  values: Values = {},
  referrers: readonly string[] = [],
): Promise<Values> {
  const path = [...referrers, plural];
  const resolve = async (other: string): Promise<string | null> => {
    if (path.includes(other)) return null;
    const { id } = await recordsOf(repositories, other).insert(
      await sampleIn(repositories, other, {}, path),
    );
    return id;
  };
  const drawn = await Promise.all(
    Object.entries(samples[plural] ?? {}).map(
      async ([name, make]) => [name, await make(resolve)] as const,
    ),
  );
  return { ...Object.fromEntries(drawn), ...values };
}

/** `order-items` are kept in `orderItems`. */
function recordsOf(repositories: Repositories, plural: string): AnyRecords {
  const name = plural.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const all: Readonly<Record<string, object>> = repositories;
  const found = all[name];
  if (!found) throw new Error(`no repository keeps ${plural}`);
  return found as AnyRecords;
}
