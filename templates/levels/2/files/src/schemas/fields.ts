import { z } from 'zod';

const DECIMAL = /^-?\d{1,10}$|^-?\d{1,10}\.\d{1,2}$/;

/** Money and the like, as text: no number of JavaScript holds 0.10 exactly. Always with two decimals. */
export const decimal = (min = -Infinity, max = Infinity) =>
  z
    .string()
    .regex(DECIMAL, { error: 'Expected a number with at most two decimals, as text', abort: true })
    .refine((text) => Number(text) >= min && Number(text) <= max, `Expected ${min} to ${max}`)
    .overwrite(withTwoDecimals)
    .meta({ examples: [withTwoDecimals(String(Math.min(Math.max(1, min), max)))] });

function withTwoDecimals(text: string): string {
  const [whole = '', decimals = ''] = text.split('.');
  const sign = whole.startsWith('-') && /[1-9]/.test(text) ? '-' : '';
  return `${sign}${BigInt(whole.replace('-', ''))}.${decimals.padEnd(2, '0')}`;
}

// Databases differ on the year 0 and know nothing of 10000.
const isCommonYear = (text: string): boolean => /^(?!0000)\d{4}-/.test(text);

export const date = () => z.iso.date().refine(isCommonYear, 'Expected a year from 1 to 9999');

/** A moment, to the millisecond, in UTC. */
export const datetime = () =>
  z.iso
    .datetime({ offset: true, abort: true })
    .overwrite((text) => new Date(text).toISOString())
    .refine(isCommonYear, 'Expected a year from 1 to 9999');

export const webAddress = (min: number, max: number) =>
  z
    .url({ protocol: /^https?$/ })
    .min(min)
    .max(max);

export const email = (min: number, max: number) => z.email().min(min).max(max).toLowerCase();

/** Lower case, so that one id is one text. */
export const uuid = () => z.uuid().toLowerCase();

/** Any JSON but null, which stands for no value. The body parser has seen to depth and size. */
export const json = () =>
  z.unknown().refine((value) => value !== undefined && value !== null, 'Expected JSON');

/** What every record has and only the server sets. */
export const record = {
  id: uuid(),
  version: z.int(),
  createdAt: datetime(),
  updatedAt: datetime(),
};

/** The record a path names. */
export const recordParams = z.strictObject({ id: uuid() });
export type RecordParams = z.output<typeof recordParams>;

/** The version the caller has seen; a change to any other is refused. */
export const seenVersion = { version: z.int().min(1).exactOptional() };
