export function* backwards<Item>(list: readonly Item[]) {
  for (let at = list.length - 1; at >= 0; at -= 1) yield list[at];
}

export function* chunks<Item>(items: Iterable<Item>, size: number) {
  let chunk: Item[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

export function* interleave(...lists: Iterable<unknown>[]) {
  let left = lists.map((list) => list[Symbol.iterator]());
  while (left.length > 0) {
    const turn = left.map((one) => ({ one, result: one.next() }));
    const going = turn.filter(({ result }) => !result.done);
    yield* going.map(({ result }) => result.value);
    left = going.map(({ one }) => one);
  }
}

export function* primes() {
  const found: number[] = [];
  for (let number = 2; ; number += 1) {
    if (found.some((prime) => number % prime === 0)) continue;
    found.push(number);
    yield number;
  }
}

const NEXT: Record<string, string> = {
  green: 'yellow',
  yellow: 'red',
  red: 'green',
  blinking: 'blinking',
};

export function* light(): Generator<string, never, string | undefined> {
  let state = 'green';
  for (;;) {
    const word = yield state;
    if (word === 'broken') state = 'blinking';
    else if (word === 'mended') state = 'red';
    else state = NEXT[state] ?? 'red';
  }
}
