/** Which database has a record: three ways to say so, and what each costs on the day when another database comes. */
import { createHash } from 'node:crypto';

/** Says for a key which shard has it. */
export type Placement = (key: string) => string;

/** A to M on the first, N to Z on the second: easy to read, and as uneven as names are. */
export const byLetter =
  (first: string, second: string): Placement =>
  (key) =>
    key.toLowerCase() < 'n' ? first : second;

/** Even, as long as nobody comes or goes: with another count nearly every key has another remainder. */
export function byRemainder(shards: readonly string[]): Placement {
  return (key) => sure(shards[numberOf(key) % shards.length]);
}

/**
 * Consistent hashing: all numbers lie on a ring, each shard has points on it, and a key belongs to the next point. A new
 * shard takes what lies before its own points and leaves everything else where it is. Many points each, or the arcs
 * between them would be of very different lengths.
 */
export function onRing(shards: readonly string[], pointsEach = 200): Placement {
  const ring = shards
    .flatMap((shard) => pointsOf(shard, pointsEach))
    .sort((one, other) => one.at - other.at);
  return (key) => sure(nextPoint(ring, numberOf(key))).shard;
}

/** The keys that have to be carried to another database. */
export const moved = (
  keys: readonly string[],
  before: Placement,
  after: Placement,
): readonly string[] => keys.filter((key) => before(key) !== after(key));

/** How many keys each shard has. */
export function spread(keys: readonly string[], placement: Placement): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) {
    const shard = placement(key);
    counts.set(shard, (counts.get(shard) ?? 0) + 1);
  }
  return counts;
}

interface Point {
  readonly at: number;
  readonly shard: string;
}

const pointsOf = (shard: string, count: number): readonly Point[] =>
  Array.from({ length: count }, (_, place) => ({ at: numberOf(`${shard}#${place}`), shard }));

/** By halves, because every request asks; past the last point comes the first. */
function nextPoint(ring: readonly Point[], at: number): Point | undefined {
  let [low, high] = [0, ring.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (sure(ring[middle]).at < at) low = middle + 1;
    else high = middle;
  }
  return ring[low] ?? ring[0];
}

/** Spreads keys that look alike over all numbers of 32 bits, and the same way in every process. */
const numberOf = (key: string): number => createHash('sha256').update(key).digest().readUInt32BE();

function sure<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new RangeError('There has to be a shard.');
  return value;
}
