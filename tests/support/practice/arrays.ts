export const reversed = (list: readonly unknown[]): unknown[] => list.toReversed();
export const unique = (list: readonly unknown[]): unknown[] => [...new Set(list)];
export const flatten = (list: readonly unknown[]): unknown[] => list.flat(Infinity);

export function chunk(list: readonly unknown[], size: number): unknown[][] {
  if (size < 1) throw new RangeError('One at least.');
  const count = Math.ceil(list.length / size);
  return Array.from({ length: count }, (_, at) => list.slice(at * size, (at + 1) * size));
}

export function rotate(list: readonly unknown[], by: number): unknown[] {
  if (list.length === 0) return [];
  const start = ((-by % list.length) + list.length) % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
