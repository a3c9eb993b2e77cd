/** Three-way merge of JSON and YAML by key, edited in place: the user's layout and comments stay. */
import { applyEdits, modify, parse as parseJsonc, type ParseError } from 'jsonc-parser';
import { parseDocument } from 'yaml';
import { keyChanges, type KeyChange } from './key-changes.ts';
import { plainText, type Versions } from './three-way.ts';

export type MergedDocument =
  | { readonly kind: 'clean'; readonly text: string }
  | { readonly kind: 'conflict'; readonly keys: readonly string[] }
  | { readonly kind: 'broken'; readonly reason: string };

/** What nobody writes by hand: what goes away there goes away, whatever was changed inside. */
export const mergeMachineMade = (versions: Versions): MergedDocument =>
  mergeJson(versions, ({ value }) => value === undefined);

export function mergeJson(
  { base, mine, next }: Versions,
  isSettled: (conflict: KeyChange) => boolean = () => false,
): MergedDocument {
  const errors: ParseError[] = [];
  const parsed = parseJsonc(plainText(mine), errors, { allowTrailingComma: true }) as unknown;
  if (errors.length > 0 || parsed === undefined)
    return { kind: 'broken', reason: 'it is not valid JSON' };
  const { changes, conflicts } = keyChanges({
    base: parseJsonc(base),
    mine: parsed,
    next: parseJsonc(next),
  });
  const open = conflicts.filter((conflict) => !isSettled(conflict));
  if (open.length > 0) return conflictIn(open);
  const formattingOptions = layoutOf(mine);
  const text = [...changes, ...conflicts].reduce(
    (all, { at, value }) =>
      applyEdits(
        all,
        modify(all, [...at], value, {
          formattingOptions,
          getInsertionIndex: (keys) => placeOf(at, keys),
        }),
      ),
    mine,
  );
  return { kind: 'clean', text };
}

/** `dependencies.express` */
const conflictIn = (conflicts: readonly KeyChange[]): MergedDocument => ({
  kind: 'conflict',
  keys: conflicts.map(({ at }) => at.join('.')),
});

/** Where npm would put it: packages in order of their names, everything else last. */
function placeOf(at: readonly (string | number)[], keys: readonly string[]): number {
  const key = String(at.at(-1));
  if (!/^(dev|peer|optional)?dependencies$/i.test(String(at.at(-2)))) return keys.length;
  const after = keys.findIndex((other) => other > key);
  return after === -1 ? keys.length : after;
}

function layoutOf(text: string): { insertSpaces: boolean; tabSize: number; eol: string } {
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.startsWith('\t') ? 1 : indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
}

export function mergeYaml({ base, mine, next }: Versions): MergedDocument {
  const document = parseDocument(plainText(mine));
  const [error] = document.errors;
  if (error)
    return { kind: 'broken', reason: error.message.split('\n')[0] ?? 'it is not valid YAML' };
  const { changes, conflicts } = keyChanges({
    base: parseDocument(base).toJS() as unknown,
    mine: document.toJS() as unknown,
    next: parseDocument(next).toJS() as unknown,
  });
  if (conflicts.length > 0) return conflictIn(conflicts);
  changes.forEach((change) => applyTo(document, change));
  const text = document.toString({ lineWidth: 0, singleQuote: true });
  return { kind: 'clean', text: mine.includes('\r\n') ? text.replaceAll('\n', '\r\n') : text };
}

function applyTo(document: ReturnType<typeof parseDocument>, { at, value }: KeyChange): void {
  if (value === undefined) document.deleteIn(at);
  else document.setIn(at, document.createNode(value));
}
