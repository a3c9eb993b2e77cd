/** YAML by key, on the parsed document, so comments and styles of every fragment are kept. */
import {
  isMap,
  isScalar,
  isSeq,
  parseDocument,
  visit,
  type Document,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import type { Fragment } from './documents.ts';

export function mergeYaml(file: string, fragments: readonly Fragment[]): string {
  const [first, ...others] = fragments.map((fragment) => ({
    fragment,
    document: parse(file, fragment),
  }));
  if (!first) return '';
  others.forEach(({ fragment, document }) => {
    if (isMap(first.document.contents) && isMap(document.contents)) {
      mergeMaps(first.document.contents, document.contents, { file, fragment, at: [] });
    }
  });
  preferSingleQuotes(first.document);
  const text = first.document.toString({ lineWidth: 0, singleQuote: true });
  // Prettier pads `{ a: 1 }` and not `[a, b]`; the package pads both or none.
  return text.replaceAll(/^([\s-]*[\w.-]+: )\[ (.*) \]$/gm, '$1[$2]');
}

/** Double quotes stay where something in them is escaped. */
function preferSingleQuotes(document: Document): void {
  visit(document, {
    Scalar: (_, scalar) => {
      const isPlain = !/['"\\\p{Cc}]/u.test(String(scalar.value));
      if (scalar.type === 'QUOTE_DOUBLE' && isPlain) scalar.type = 'QUOTE_SINGLE';
    },
  });
}

interface Place {
  readonly file: string;
  readonly fragment: Fragment;
  readonly at: readonly string[];
}

function parse(file: string, { owner, text }: Fragment): Document {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error)
    throw new Error(`${owner}: ${file} does not parse: ${error.message}`, { cause: error });
  return document;
}

function mergeMaps(one: YAMLMap, other: YAMLMap, place: Place): void {
  keepFirstComment(other);
  for (const pair of other.items) {
    const key = keyOf(pair);
    const before = one.items.find((item) => keyOf(item) === key);
    if (before) mergePair(before, pair, { ...place, at: [...place.at, key] });
    else one.items.push(apart(pair, place));
  }
}

function mergePair(before: Pair, pair: Pair, place: Place): void {
  const key = place.at.join('.');
  const [old, next] = [before.value, pair.value];
  if (place.fragment.replaces.includes(key)) before.value = next;
  else if (isMap(old) && isMap(next)) mergeMaps(old, next, place);
  else if (isSeq(old) && isSeq(next)) next.items.forEach((item) => joinItem(old, item, place));
  else if (!isSame(old, next)) {
    throw new Error(
      `${place.fragment.owner} wants ${key} in ${place.file} to be ${String(next)}, a lower layer ${String(old)}; it may say replaces: ['${place.file}#${key}']`,
    );
  }
}

/** What begins with the same name is the same thing: `- name: app` of two layers is one entry. */
function joinItem(list: YAMLSeq, item: unknown, place: Place): void {
  const name = nameOf(item);
  const before =
    name === undefined ? undefined : list.items.find((known) => nameOf(known) === name);
  if (isMap(before) && isMap(item))
    mergeMaps(before, item, { ...place, at: [...place.at, name ?? ''] });
  else if (!list.items.some((known) => isSame(known, item))) list.items.push(item);
}

function nameOf(item: unknown): string | undefined {
  const [first] = isMap(item) ? item.items : [];
  return first && keyOf(first) === 'name' ? String(first.value) : undefined;
}

/** The parser hangs a comment above the first entry on the whole map, which is not what moves. */
function keepFirstComment(map: YAMLMap): void {
  const [first] = map.items;
  if (map.commentBefore && isScalar(first?.key)) first.key.commentBefore = map.commentBefore;
}

/** Services, volumes and jobs stand apart by an empty line, however many layers they came from. */
function apart(pair: Pair, { at }: Place): Pair {
  if (at.length === 1 && isMap(pair.value) && isScalar(pair.key)) pair.key.spaceBefore = true;
  return pair;
}

const keyOf = ({ key }: Pair): string => String(isScalar(key) ? key.value : key);

const isSame = (one: unknown, other: unknown): boolean => String(one) === String(other);
