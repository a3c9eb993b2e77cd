const iterable = <Item>(begin: () => () => IteratorResult<Item, undefined>): Iterable<Item> => ({
  [Symbol.iterator]: () => ({ next: begin() }),
});
const END = { done: true, value: undefined } as const;

export const backwards = <Item>(list: readonly Item[]): Iterable<Item> =>
  iterable<Item>(() => {
    let at = list.length;
    return () => (at === 0 ? END : { done: false, value: list[(at -= 1)] as Item });
  });

export const take = <Item>(items: Iterable<Item>, count: number): Iterable<Item> =>
  iterable<Item>(() => {
    const all = items[Symbol.iterator]();
    let taken = 0;
    return () => {
      if ((taken += 1) > count) return END;
      const result = all.next();
      return result.done === true ? END : result;
    };
  });

export const zip = (one: Iterable<unknown>, other: Iterable<unknown>): Iterable<unknown> =>
  iterable(() => {
    const [a, b] = [one[Symbol.iterator](), other[Symbol.iterator]()];
    return () => {
      const first = a.next();
      if (first.done) return END;
      const second = b.next();
      return second.done ? END : { done: false, value: [first.value, second.value] };
    };
  });

export function* filter<Item>(items: Iterable<Item>, passes: (item: Item) => boolean) {
  for (const item of items) if (passes(item)) yield item;
}

interface Page {
  readonly items: readonly unknown[];
  readonly next: number | undefined;
}

export async function* pages(fetchPage: (cursor?: number) => Promise<Page>) {
  let cursor: number | undefined;
  do {
    const { items, next } = await fetchPage(cursor);
    yield* items;
    cursor = next;
  } while (cursor !== undefined);
}
