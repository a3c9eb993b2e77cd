import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ClickCount, ClickKind, ClickStore } from '../../src/clicks/store.ts';

export const kindOf = (linkId: string, more: Partial<ClickKind> = {}): ClickKind => ({
  linkId,
  day: '2026-01-31',
  source: 'direct',
  agent: 'desktop',
  ...more,
});

const counted = (batches: readonly { readonly counts: readonly ClickCount[] }[]) =>
  batches.flatMap(({ counts }) => counts).reduce((sum, { clicks }) => sum + clicks, 0);

/** What holds wherever clicks are gathered. */
export function clickStoreContract(
  name: string,
  open: () => ClickStore | Promise<ClickStore>,
): void {
  test(`in ${name} each click is counted once, however many come at the same time`, async () => {
    const [store, one, other] = [await open(), kindOf(randomUUID()), kindOf(randomUUID())];
    await Promise.all(Array.from({ length: 50 }, (_, n) => store.add(n % 5 ? one : other)));
    const [batch, ...more] = await store.take();
    expect(more).toEqual([]);
    expect(new Set(batch?.counts)).toEqual(
      new Set([
        { ...one, clicks: 40 },
        { ...other, clicks: 10 },
      ]),
    );
  });

  test(`in ${name} a batch comes again under its id until it is done, and never after`, async () => {
    const [store, kind] = [await open(), kindOf(randomUUID())];
    await store.add(kind);
    const [first] = await store.take();
    await store.add({ ...kind, source: 'search' });
    const [again, next] = (await store.take()).toSorted(({ id }) => (id === first?.id ? -1 : 1));
    expect(again).toMatchObject({ id: first?.id, counts: first?.counts });
    expect(next?.counts).toEqual([{ ...kind, source: 'search', clicks: 1 }]);
    await again?.done();
    await next?.done();
    expect(await store.take()).toEqual([]);
  });

  test(`in ${name} nothing is lost between two who add and one who takes`, async () => {
    const [store, kind] = [await open(), kindOf(randomUUID())];
    const adding = Array.from({ length: 200 }, () => store.add(kind));
    const taken = [];
    for (let turn = 0; turn < 5; turn += 1) {
      const batches = await store.take();
      taken.push(...batches);
      await Promise.all(batches.map(({ done }) => done()));
    }
    await Promise.all(adding);
    taken.push(...(await store.take()));
    expect(counted(taken)).toBe(200);
  });
}
