import { randomInt, randomUUID } from 'node:crypto';

/** Makes the record a value refers to, and says its id. */
export type Resolve = (plural: string) => Promise<string | null>;

/** Draws a value that the API accepts: another one each time, so that tests do not meet. */
export type Maker = (resolve: Resolve) => unknown;

let drawn = randomInt(1_000_000_000);

/** Counts on from a random start: it takes `size` draws until a number comes again. */
function draw(size: number): number {
  drawn += 1;
  return drawn % size;
}

export const text =
  (min: number, max: number): Maker =>
  () =>
    draw(36 ** Math.min(max, 8))
      .toString(36)
      .padEnd(min, '-');

export const integer =
  (min: number, max: number): Maker =>
  () =>
    between(min, max);

export const decimal =
  (min: number, max: number): Maker =>
  () =>
    (between(Math.round(min * 100), Math.round(max * 100)) / 100).toFixed(2);

export const boolean = (): Maker => () => draw(2) === 1;

export const date = (): Maker => () => new Date(draw(50_000) * DAY).toISOString().slice(0, 10);

export const datetime = (): Maker => () => new Date(draw(1_000_000_000) * 1_001).toISOString();

export const uuid = (): Maker => () => randomUUID();

export const email = (): Maker => () => `${randomUUID()}@example.com`;

export const webAddress = (): Maker => () => `https://example.com/${randomUUID()}`;

export const oneOf =
  (values: readonly string[]): Maker =>
  () =>
    values[draw(values.length)];

export const json = (): Maker => () => ({ [randomUUID()]: [1, 'two', null, { three: true }] });

export const idOf =
  (plural: string): Maker =>
  (resolve) =>
    resolve(plural);

const DAY = 24 * 60 * 60 * 1_000;
const SPAN = 1_000_000;

/** Near 0, or as near as the limits let it. */
function between(min: number, max: number): number {
  const low = Math.max(min, Math.min(0, max - SPAN));
  return low + draw(Math.min(max - low, SPAN) + 1);
}
