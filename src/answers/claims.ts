/** Values of unknown make, checked one by one; what is wrong is named by where it stood. */
import { findLayer, layersOf } from '../catalog/find.ts';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import type { Catalog, LayerKind } from '../types.ts';
import { nearest } from './nearest.ts';

/** Where a value came from, as the user wrote it: `--level`, `level in shop.json`. */
export type Where = (key: string) => string;

export interface Claim {
  readonly value: unknown;
  readonly where: string;
  readonly catalog: Catalog;
}
export type Reader<Value> = (claim: Claim) => Value;

export function layerId(kind: LayerKind, { value, where, catalog }: Claim): string {
  const layer = findLayer(catalog, kind, String(value));
  if (layer) return layer.id;
  const layers = layersOf(catalog, kind);
  return oneOf(
    layers.map(({ id }) => id),
    { value, where, catalog },
    layers.flatMap(({ aliases }) => aliases ?? []),
  );
}

export function oneOf<Word extends string>(
  allowed: readonly Word[],
  { value, where }: Claim,
  aliases: readonly string[] = [],
): Word {
  const found = allowed.find((word) => word === value);
  if (found !== undefined) return found;
  const meant = nearest(String(value), [...allowed, ...aliases]);
  const hint = meant === undefined ? '' : `Did you mean ${meant}?`;
  throw usage(
    `${where}: ${shown(value)} is not one of: ${[...allowed, ...aliases].join(', ')}.`,
    hint,
  );
}

// Sorted, because the order in which they were typed must not change a byte.
export const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();

export function list({ value, where }: Claim): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw usage(`${where} wants a list, not ${shown(value)}.`);
}

export function record(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw usage(`${where} wants an object, not ${shown(value)}.`);
}

export function text({ value, where }: Claim): string {
  if (typeof value === 'string') return value;
  throw usage(`${where} wants text, not ${shown(value)}.`);
}

export function yesNo({ value, where }: Claim): boolean {
  if (typeof value === 'boolean') return value;
  throw usage(`${where} wants true or false, not ${shown(value)}.`);
}

// Control characters break a line or a terminal, bidi ones show code as what it is not; the rest every file format can hold.
const UNPRINTABLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const LONGEST = 500;

export function freeText(claim: Claim): string {
  const value = text(claim);
  const bad = UNPRINTABLE.exec(value)?.[0];
  if (bad !== undefined || !value.isWellFormed()) {
    throw usage(`${claim.where} is one line of printable text; ${shown(bad ?? value)} is not.`);
  }
  if (value.length > LONGEST)
    throw usage(`${claim.where} has ${value.length} characters; ${LONGEST} fit.`);
  return value;
}

export const shown = (value: unknown): string =>
  printable(JSON.stringify(value) ?? String(value)).slice(0, 120);

export const usage = (message: string, hint = ''): UserError =>
  new UserError('USAGE', message, hint);
