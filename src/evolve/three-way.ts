/** Three-way text merge, in the user's own line endings. */
import { diff3Merge } from 'node-diff3';

export interface Versions {
  /** what we wrote last time */
  readonly base: string;
  /** what the user has now */
  readonly mine: string;
  /** what we would write today */
  readonly next: string;
}

export type Merged =
  | { readonly kind: 'clean'; readonly text: string }
  | { readonly kind: 'conflict'; readonly text: string; readonly count: number };

/** `text` of a conflict holds the usual markers: `<<<<<<< yours`, `||||||| before`, `>>>>>>> backendbytes`. */
export function mergeText({ base, mine, next }: Versions): Merged {
  const style = styleOf(mine);
  const regions = diff3Merge(linesOf(mine), linesOf(base), linesOf(next), {
    excludeFalseConflicts: true,
  });
  const lines = regions.flatMap(({ ok, conflict }) => ok ?? (conflict ? settled(conflict) : []));
  const count = regions.filter(({ conflict }) => conflict && !areEntries(conflict)).length;
  const text = inStyle(lines.join('\n'), style);
  return count === 0 ? { kind: 'clean', text } : { kind: 'conflict', text, count };
}

interface Conflict {
  readonly a: readonly string[];
  readonly o: readonly string[];
  readonly b: readonly string[];
}

const settled = (conflict: Conflict): readonly string[] =>
  areEntries(conflict) ? [...conflict.a, ...conflict.b] : marked(conflict);

const ENTRY = /^\s*(?:import .+ from .+;|[\w$.]+,)\s*(?:\/\/.*)?$/;

/** Both added imports, or names to a list, at one place: neither is in the way of the other. */
const areEntries = ({ a, o, b }: Conflict): boolean =>
  o.length === 0 && [...a, ...b].every((line) => ENTRY.test(line));

const marked = ({ a, o, b }: Conflict): readonly string[] => [
  '<<<<<<< yours',
  ...a,
  '||||||| before',
  ...o,
  '=======',
  ...b,
  '>>>>>>> backendbytes',
];

interface Style {
  readonly bom: string;
  readonly eol: '\n' | '\r\n';
}

const BOM = '\uFEFF';

const styleOf = (text: string): Style => ({
  bom: text.startsWith(BOM) ? BOM : '',
  eol: text.includes('\r\n') ? '\r\n' : '\n',
});

const inStyle = (text: string, { bom, eol }: Style): string =>
  bom + (eol === '\n' ? text : text.replaceAll('\n', eol));

const linesOf = (text: string): string[] => plainText(text).split('\n');

/** Without BOM and carriage returns: what two versions are compared by. */
export const plainText = (text: string): string => text.replace(BOM, '').replaceAll('\r\n', '\n');
