/** What each type of a field allows. One row a type. */

export type FieldType =
  | 'string'
  | 'text'
  | 'integer'
  | 'decimal'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'uuid'
  | 'email'
  | 'url'
  | 'enum'
  | 'json'
  | 'ref';

export type Default = string | number | boolean;

export interface TypeRule {
  /** what min and max are when nobody says, and how far they may be moved */
  readonly limits?: Limits;
  /** may be `:unique` or `:index` */
  readonly isKey: boolean;
  /** in words: what a default looks like; absent: none is possible */
  readonly wants?: string;
  /** undefined when the text is no value of this type */
  readonly read?: (text: string) => Default | undefined;
}

interface Limits {
  /** of the number itself, or of the length of the text */
  readonly of: 'value' | 'length';
  readonly min: number;
  readonly max: number;
  readonly lowest: number;
  readonly highest: number;
  readonly decimals: number;
  /** the shape says how short it may be, so only max can be moved */
  readonly isShaped?: boolean;
}

const INT32 = 2_147_483_647;
const NUMERIC_12_2 = 9_999_999_999.99;

const length = (min: number, max: number, highest = max): Limits => ({
  of: 'length',
  min,
  max,
  lowest: 0,
  highest,
  decimals: 0,
});
const value = (max: number, min: number, decimals: number): Limits => ({
  of: 'value',
  min,
  max,
  lowest: min,
  highest: max,
  decimals,
});

// Below 50 not even an example fits.
const shaped = (min: number, max: number): Limits => ({
  ...length(min, max),
  lowest: 50,
  isShaped: true,
});

export const TYPES: Readonly<Record<FieldType, TypeRule>> = {
  string: { limits: length(1, 200, 1000), isKey: true, wants: 'text', read: readText },
  text: { limits: length(0, 10_000, 50_000), isKey: true, wants: 'text', read: readText },
  integer: {
    limits: value(INT32, -INT32 - 1, 0),
    isKey: true,
    wants: 'a whole number',
    read: readNumber(/^-?\d{1,10}$/),
  },
  decimal: {
    limits: value(NUMERIC_12_2, -NUMERIC_12_2, 2),
    isKey: true,
    wants: 'a number with at most 2 decimals',
    read: readNumber(/^-?\d{1,10}(\.\d{1,2})?$/),
  },
  boolean: {
    isKey: false,
    wants: 'true or false',
    read: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  },
  date: {
    isKey: true,
    wants: 'a date such as 2026-01-31',
    read: (text) => (isDate(text) ? text : undefined),
  },
  datetime: {
    isKey: true,
    wants: 'a time in UTC such as 2026-01-31T12:00:00Z',
    read: (text) => (isTime(text) ? text : undefined),
  },
  uuid: {
    isKey: true,
    wants: 'a lower-case UUID',
    read: matching(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
  },
  email: {
    limits: shaped(3, 254),
    isKey: true,
    wants: 'an email address',
    read: matching(/^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9][a-z0-9-]*\.)+[a-z]{2,}$/i),
  },
  url: { limits: shaped(1, 2048), isKey: true, wants: 'an http or https address', read: readUrl },
  enum: { isKey: true, wants: 'one of its values', read: matching(/^[a-z]/) },
  json: { isKey: false, wants: 'JSON', read: readJson },
  ref: { isKey: true },
};

export const TYPE_NAMES = Object.keys(TYPES) as readonly FieldType[];

// A B-tree entry of PostgreSQL holds 2704 bytes, and a character has up to 4.
export const LONGEST_KEY = 600;

// Invisible characters would hide in the source; `-->` is where a migration is cut into statements.
const UNWANTED = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|-->/u;

function readText(text: string): string | undefined {
  return UNWANTED.test(text) ? undefined : text;
}

function matching(pattern: RegExp): (text: string) => string | undefined {
  return (text) => (pattern.test(text) ? text : undefined);
}

function readNumber(pattern: RegExp): (text: string) => number | undefined {
  // + 0 turns -0 into 0.
  return (text) => (pattern.test(text) ? Number(text) + 0 : undefined);
}

function readUrl(text: string): string | undefined {
  return /^https?:\/\/[^\s"'<>\\^`{|}]+$/.test(text) && readText(text) && URL.canParse(text)
    ? text
    : undefined;
}

function readJson(text: string): string | undefined {
  try {
    const compact = JSON.stringify(JSON.parse(text));
    return compact.includes('"__proto__"') ? undefined : readText(compact);
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function isDate(text: string): boolean {
  const [year = 0, month = 0, day = 0] = (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [])
    .slice(1)
    .map(Number);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = (DAYS[month - 1] ?? 0) + (month === 2 && isLeap ? 1 : 0);
  return year >= 1 && day >= 1 && day <= days;
}

function isTime(text: string): boolean {
  const [date = '', time = ''] = text.split('T');
  return isDate(date) && /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/.test(time);
}
