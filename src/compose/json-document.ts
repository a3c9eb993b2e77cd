/** JSON by key: objects merge, lists join, one value a key. */
import { isDeepStrictEqual } from 'node:util';
import { parse as parseJsonc, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { formatJson } from '../answers/format-json.ts';
import type { Fragment } from './documents.ts';

type Json = null | boolean | number | string | readonly Json[] | JsonObject;
interface JsonObject {
  readonly [key: string]: Json;
}

export function mergeJson(file: string, fragments: readonly Fragment[]): string {
  const merged = fragments.reduce<JsonObject>(
    (all, fragment) => mergeObjects(all, parse(file, fragment), { file, fragment, at: [] }),
    {},
  );
  return formatJson(sortPackages(merged));
}

/** A comma after the last entry is allowed: a list written with {{#each}} has one. */
function parse(file: string, fragment: Fragment): JsonObject {
  try {
    return JSON.parse(fragment.text) as JsonObject;
  } catch {
    return parseLoosely(file, fragment);
  }
}

function parseLoosely(file: string, { owner, text }: Fragment): JsonObject {
  const errors: ParseError[] = [];
  const value = parseJsonc(text, errors, {
    allowTrailingComma: true,
    disallowComments: true,
  }) as JsonObject;
  const [error] = errors;
  if (!error) return value;
  throw new Error(
    `${owner}: ${file} is not JSON: ${printParseErrorCode(error.error)} at ${text.slice(error.offset, error.offset + 40)}`,
  );
}

interface Place {
  readonly file: string;
  readonly fragment: Fragment;
  readonly at: readonly string[];
}

function mergeObjects(one: JsonObject, other: JsonObject, place: Place): JsonObject {
  const merged: Record<string, Json> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const before = merged[key];
    merged[key] =
      before === undefined
        ? value
        : mergeValues(before, value, { ...place, at: [...place.at, key] });
  }
  return merged;
}

function mergeValues(before: Json, value: Json, place: Place): Json {
  const key = place.at.join('.');
  if (place.fragment.replaces.includes(key)) return value;
  if (isObject(before) && isObject(value)) return mergeObjects(before, value, place);
  if (Array.isArray(before) && Array.isArray(value))
    return union(before as Json[], value as Json[]);
  if (isDeepStrictEqual(before, value)) return before;
  throw new Error(
    `${place.fragment.owner} wants ${key} in ${place.file} to be ${JSON.stringify(value)}, a lower layer ${JSON.stringify(before)}; it may say replaces: ['${place.file}#${key}']`,
  );
}

const union = (one: readonly Json[], other: readonly Json[]): Json => [
  ...one,
  ...other.filter((item) => !one.some((known) => isDeepStrictEqual(known, item))),
];

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** npm sorts these, so a first `npm install` changes nothing. */
function sortPackages(document: JsonObject): JsonObject {
  const sorted = ['dependencies', 'devDependencies'].flatMap((key) => {
    const packages = document[key];
    return packages && isObject(packages) ? [[key, sortKeys(packages)] as const] : [];
  });
  const rest = Object.entries(document).filter(([key]) => !sorted.some(([other]) => other === key));
  return Object.fromEntries([...rest, ...sorted]);
}

const sortKeys = (object: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
