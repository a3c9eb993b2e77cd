export function flatMap<Item, Result>(
  list: readonly Item[],
  map: (item: Item) => Result[],
): Result[] {
  const results: Result[] = [];
  for (const item of list) results.push(...map(item));
  return results;
}

export function groupBy<Item>(list: readonly Item[], keyOf: (item: Item) => string) {
  const groups: Record<string, Item[]> = {};
  for (const item of list) (groups[keyOf(item)] ??= []).push(item);
  return groups;
}

type Step = (value: unknown) => unknown;

export const pipeline =
  (...steps: Step[]): Step =>
  (value) =>
    steps.reduce((result, step) => step(result), value);

export const zipWith = (
  how: (one: unknown, other: unknown) => unknown,
  a: unknown[],
  b: unknown[],
) => a.slice(0, b.length).map((one, at) => how(one, b[at]));

export const mapAsync = <Item, Result>(list: Item[], work: (item: Item) => Promise<Result>) =>
  Promise.all(list.map((item) => work(item)));
