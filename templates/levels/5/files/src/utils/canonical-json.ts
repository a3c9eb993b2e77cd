import { createHash } from 'node:crypto';

/** SHA-256 of a value as JSON, whatever the order of its fields. */
export const digestOfJson = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('hex');

export const canonicalJson = (value: unknown): string => JSON.stringify(value, sorted) ?? 'null';

const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
