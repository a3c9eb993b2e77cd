/** A few of many that meet every pair of theirs at least once; the same few each time. */

/** Takes the one that meets the most new pairs, the first of equals, until no pair is left. */
export function coveringSet<Item>(
  items: readonly Item[],
  saidBy: (item: Item) => readonly string[],
): readonly Item[] {
  const pairs = new Map(items.map((item) => [item, pairsOf(saidBy(item))]));
  const missing = new Set([...pairs.values()].flat());
  const newOf = (item: Item): number =>
    (pairs.get(item) ?? []).filter((pair) => missing.has(pair)).length;
  const taken: Item[] = [];
  while (missing.size > 0) {
    const best = items.reduce((one, other) => (newOf(other) > newOf(one) ? other : one));
    for (const pair of pairs.get(best) ?? []) missing.delete(pair);
    taken.push(best);
  }
  return taken;
}

export const pairsOf = (said: readonly string[]): readonly string[] =>
  said.flatMap((one, place) => said.slice(place + 1).map((other) => `${one} & ${other}`));

/** The part of a list that belongs to a turn; after so many turns every item has had its own. */
export function sliceOf<Item>(
  items: readonly Item[],
  { turn, size }: { readonly turn: number; readonly size: number },
): readonly Item[] {
  const turns = Math.ceil(items.length / size);
  return items.filter((_, place) => place % turns === turn % turns);
}
