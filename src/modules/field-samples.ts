/** Two values a field accepts, whatever its limits: for generated tests, seeds and examples. */
import { js } from '../compose/escapes.ts';
import type { Default, FieldType } from './field-types.ts';
import type { Field } from './fields.ts';

/** JavaScript literals. They differ, unless the field has only one value; a reference has none. */
export interface Samples {
  readonly sampleJs?: string;
  readonly otherJs?: string;
}

type Pair = readonly [sample: Default, other: Default];

const PAIRS: Readonly<Record<Exclude<FieldType, 'json' | 'ref'>, (field: Field) => Pair>> = {
  string: texts,
  text: texts,
  integer: (field) => numbers(1, field),
  decimal: (field) => numbers(1.5, field),
  boolean: () => [true, false],
  date: () => ['2026-01-31', '2026-02-28'],
  datetime: () => ['2026-01-31T12:00:00.000Z', '2026-02-28T12:00:00.000Z'],
  uuid: () => ['0198a0aa-7a3e-7b6f-8f5c-3d1f6f2f9a01', '0198a0aa-7a3e-7b6f-8f5c-3d1f6f2f9a02'],
  email: () => ['first@example.com', 'second@example.com'],
  url: () => ['https://example.com/first', 'https://example.com/second'],
  enum: ({ values: [first = '', second = first] }) => [first, second],
};

export function samplesOf(field: Field): Samples {
  if (field.type === 'ref') return {};
  if (field.type === 'json') return { sampleJs: '{ first: true }', otherJs: '{ second: true }' };
  const [sample, other] = PAIRS[field.type](field);
  return { sampleJs: js(sample), otherJs: js(other) };
}

function texts({ title, min = 0, max = Infinity }: Field): Pair {
  const fit = (text: string): string => text.slice(0, max).trimEnd().padEnd(Math.max(min, 1), 'x');
  return [fit(`First ${title.toLowerCase()}`), fit(`Second ${title.toLowerCase()}`)];
}

function numbers(wanted: number, { min = -Infinity, max = Infinity }: Field): Pair {
  const sample = Math.min(Math.max(wanted, min), max);
  const others = [sample + 1, sample - 1, min, max].map((number) => Math.round(number * 100) / 100);
  const other = others.find((number) => number !== sample && number >= min && number <= max);
  return [sample, other ?? sample];
}
