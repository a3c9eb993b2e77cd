/** The schema of the answers: unknown in, typed out. The one place where flags, config files and manifests are checked. */
import { findLayer, layersOf } from '../catalog/find.ts';
import { UserError } from '../errors.ts';
import { parseFields } from '../modules/fields.ts';
import { formatName, itemNames, moduleNames, refuseClashes } from '../modules/names.ts';
import { allFields, knownOptions, readWords } from '../modules/options.ts';
import { checkPackageName, printable } from '../names.ts';
import type { Answers, Catalog, GeneratedAnswer, LayerKind, ModuleAnswer } from '../types.ts';
import type { Draft } from './draft.ts';
import { PACKAGE_MANAGERS } from './flags.ts';
import { nearest } from './nearest.ts';

/** Where a value came from, as the user wrote it: `--level`, `level in shop.json`. */
export type Where = (key: string) => string;

interface Claim {
  readonly value: unknown;
  readonly where: string;
  readonly catalog: Catalog;
}
type Reader<Value> = (claim: Claim) => Value;

const READERS: { readonly [Key in keyof Required<Draft>]: Reader<NonNullable<Draft[Key]>> } = {
  name: (claim) => packageName(claim),
  description: (claim) => freeText(claim),
  level: (claim) => Number(layerId('level', claim)),
  database: (claim) => layerId('database', claim),
  features: (claim) => unique(list(claim).map((value) => layerId('feature', { ...claim, value }))),
  modules: (claim) => withoutClashes(list(claim).map((value) => moduleAnswer({ ...claim, value }))),
  example: (claim) => yesNo(claim),
  lessons: (claim) => yesNo(claim),
  packageManager: (claim) => oneOf(PACKAGE_MANAGERS, claim),
  starter: (claim) => layerId('starter', claim),
  kept: (claim) => unique(list(claim).map((value) => layerId('feature', { ...claim, value }))),
  generated: (claim) => list(claim).map((value) => generatedAnswer({ ...claim, value })),
  install: (claim) => yesNo(claim),
  git: (claim) => yesNo(claim),
};
export const KEYS = Object.keys(READERS) as readonly (keyof Draft)[];

/** Checks what is there; what is missing stays missing. */
export function readDraft(value: unknown, where: Where, catalog: Catalog): Draft {
  const given = Object.entries(record(value, where('answers')));
  return Object.fromEntries(
    given.map(([key, one]) => [
      key,
      readerOf(key, where)({ value: one, where: where(key), catalog }),
    ]),
  );
}

const NO_ANSWERS: readonly (keyof Draft)[] = ['install', 'git', 'generated', 'kept', 'starter'];
const ANSWER_KEYS = KEYS.filter(
  (key): key is Exclude<keyof Answers, 'generated' | 'kept' | 'starter'> =>
    !NO_ANSWERS.includes(key),
);

/** Answers that came later: what a file from before means by leaving them out. */
const LATER: Draft = { lessons: true };

/** Checks everything: no answer may be missing. */
export function readAnswers(value: unknown, where: Where, catalog: Catalog): Answers {
  const draft = { ...LATER, ...readDraft(value, where, catalog) };
  const missing = ANSWER_KEYS.filter((key) => draft[key] === undefined);
  if (missing.length > 0) throw usage(`${where('answers')}: ${missing.join(', ')} missing.`);
  const answers = Object.fromEntries(ANSWER_KEYS.map((key) => [key, draft[key]]));
  return {
    ...answers,
    ...(draft.starter !== undefined && { starter: draft.starter }),
    ...(draft.generated && { generated: draft.generated }),
    ...(draft.kept && { kept: draft.kept }),
  } as unknown as Answers;
}

function readerOf(key: string, where: Where): Reader<unknown> {
  const known = KEYS.find((one) => one === key);
  if (known) return READERS[known];
  const meant = nearest(key, KEYS);
  const hint = meant ? `Did you mean ${meant}?` : `Known keys: ${KEYS.join(', ')}`;
  throw usage(`${where(key)}: there is no such answer.`, hint);
}

function packageName(claim: Claim): string {
  const name = text(claim);
  const check = checkPackageName(name);
  if (check.ok) return name;
  throw usage(
    `${claim.where}: ${shown(name)} cannot be the name: ${check.reason}.`,
    check.suggestion ? `Try ${check.suggestion}` : '',
  );
}

function layerId(kind: LayerKind, { value, where, catalog }: Claim): string {
  const layer = findLayer(catalog, kind, String(value));
  if (layer) return layer.id;
  const layers = layersOf(catalog, kind);
  return oneOf(
    layers.map(({ id }) => id),
    { value, where, catalog },
    layers.flatMap(({ aliases }) => aliases ?? []),
  );
}

function oneOf<Word extends string>(
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

/** `orders title:string --soft-delete` or `{ name, fields, options }`. */
function moduleAnswer(claim: Claim): ModuleAnswer {
  if (typeof claim.value !== 'string') return moduleRecord(claim);
  const [name = '', ...words] = claim.value.trim().split(/\s+/);
  const { fields, options } = readWords(words);
  return checkedModule({ name, fields, ...optionsIn({ ...claim, value: options }) }, claim);
}

function optionsIn(claim: Claim): Pick<ModuleAnswer, 'options'> {
  const known = knownOptions(claim.catalog).map(({ id }) => id);
  const options = unique(list(claim).map((value) => oneOf(known, { ...claim, value })));
  return options.length === 0 ? {} : { options };
}

function moduleRecord(claim: Claim): ModuleAnswer {
  const { name, fields, options, number, dropped, ...others } = record(claim.value, claim.where);
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw usage(`${claim.where}: a module has no ${shown(other)}, only name, fields and options.`);
  const module = {
    name: text({ ...claim, value: name }),
    fields: list({ ...claim, value: fields ?? [] }).map((value) => text({ ...claim, value })),
    ...optionsIn({ ...claim, value: options ?? [] }),
    ...(number !== undefined && { number: migrationNumber({ ...claim, value: number }) }),
    ...(dropped !== undefined && { dropped: migrationNumber({ ...claim, value: dropped }) }),
  };
  return checkedModule(module, claim);
}

function checkedModule(module: ModuleAnswer, { catalog }: Claim): ModuleAnswer {
  parseFields(allFields(module, catalog));
  return { ...module, name: formatName(moduleNames(module.name)) };
}

function generatedAnswer(claim: Claim): GeneratedAnswer {
  const { generator, name, number } = record(claim.value, claim.where);
  const [id, called] = [generator, name].map((value) => text({ ...claim, value }));
  return {
    generator: id ?? '',
    name: itemNames(called ?? '').name,
    ...(number !== undefined && { number: migrationNumber({ ...claim, value: number }) }),
  };
}

function migrationNumber(claim: Claim): string {
  const number = text(claim);
  if (/^\d{4,20}$/.test(number)) return number;
  throw usage(`${claim.where}: ${shown(number)} is no number of a migration, such as 0104.`);
}

function withoutClashes(modules: readonly ModuleAnswer[]): readonly ModuleAnswer[] {
  const present = modules.filter(({ dropped }) => dropped === undefined);
  refuseClashes(present.map(({ name }) => moduleNames(name)));
  return modules;
}

// Sorted, because the order in which they were typed must not change a byte.
const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();

function list({ value, where }: Claim): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw usage(`${where} wants a list, not ${shown(value)}.`);
}

function record(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value };
  throw usage(`${where} wants an object, not ${shown(value)}.`);
}

function text({ value, where }: Claim): string {
  if (typeof value === 'string') return value;
  throw usage(`${where} wants text, not ${shown(value)}.`);
}

function yesNo({ value, where }: Claim): boolean {
  if (typeof value === 'boolean') return value;
  throw usage(`${where} wants true or false, not ${shown(value)}.`);
}

// Control characters break a line or a terminal, bidi ones show code as what it is not; the rest every file format can hold.
const UNPRINTABLE = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;
const LONGEST = 500;

function freeText(claim: Claim): string {
  const value = text(claim);
  const bad = UNPRINTABLE.exec(value)?.[0];
  if (bad !== undefined || !value.isWellFormed()) {
    throw usage(`${claim.where} is one line of printable text; ${shown(bad ?? value)} is not.`);
  }
  if (value.length > LONGEST)
    throw usage(`${claim.where} has ${value.length} characters; ${LONGEST} fit.`);
  return value;
}

const shown = (value: unknown): string =>
  printable(JSON.stringify(value) ?? String(value)).slice(0, 120);

const usage = (message: string, hint = ''): UserError => new UserError('USAGE', message, hint);
