/** Three ways to do many things that take time. */
type Work<Item, Result> = (item: Item) => Promise<Result>;

/** One after the other: when each step needs the one before, or the other side can take no more. */
export async function inSequence<Item, Result>(
  items: readonly Item[],
  work: Work<Item, Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const item of items) results.push(await work(item));
  return results;
}

/** All at once: as fast as the slowest, and as heavy as all together. */
export const inParallel = <Item, Result>(
  items: readonly Item[],
  work: Work<Item, Result>,
): Promise<readonly Result[]> => Promise.all(items.map(work));

/** At most `limit` at a time; results in the order of the items. After an error nothing new is begun. */
export async function withLimit<Item, Result>(
  limit: number,
  items: readonly Item[],
  work: Work<Item, Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  const queue = items.entries();
  let hasFailed = false;

  async function worker(): Promise<void> {
    // All workers take from one queue, so none stands idle while another has a long list.
    for (const [place, item] of queue) {
      if (hasFailed) return;
      results[place] = await work(item).catch((error: unknown) => {
        hasFailed = true;
        throw error;
      });
    }
  }
  await Promise.all(Array.from({ length: limit }, worker));
  return results;
}
