/** `role:enum(a,b)?:index=a` → its parts, each with its place. Knows the shape, not the meaning. */
import { fieldError, type Piece } from './field-error.ts';

export interface FieldParts {
  readonly typed: string;
  readonly name: Piece;
  /** empty text: none was given */
  readonly type: Piece;
  /** between the parentheses, split at commas */
  readonly values?: readonly Piece[];
  /** the `[]` */
  readonly many?: Piece;
  /** the module after `ref:` */
  readonly target?: Piece;
  readonly optional?: Piece;
  readonly attributes: readonly Attribute[];
  readonly default?: Piece;
}

export interface Attribute extends Piece {
  readonly value?: Piece;
}

/** What may follow the type. */
export const WORDS = ['unique', 'unique-with', 'index', 'min', 'max'];

const HEAD =
  /^(?<name>[^:=]*)(?::(?<type>[^:=([?]*)(?:\((?<values>[^)]*)\))?(?<many>\[\])?(?<optional>\?)?)?/d;
const TARGET = /:(?<target>[^:=?]*)(?<optional>\?)?/dy;
const ATTRIBUTE = /:(?:(?<limit>min|max|unique-with)=(?<value>[^:=]*)|(?<word>[^:=]*))/dy;

export function scanField(typed: string): FieldParts {
  const head = piecesOf(HEAD.exec(typed));
  const {
    name = { text: '', start: 0 },
    type = { text: '', start: typed.length },
    values,
    many,
  } = head.pieces;
  const after =
    type.text === 'ref' ? matchAt(TARGET, typed, head.end) : { pieces: {}, end: head.end };
  const { attributes, end } = scanAttributes(typed, after.end);
  const optional = head.pieces.optional ?? after.pieces.optional;
  const { target } = after.pieces;
  return {
    typed,
    name,
    type,
    ...(values && { values: splitAtCommas(values) }),
    ...(many && { many }),
    ...(target && { target }),
    ...(optional && { optional }),
    attributes,
    ...scanDefault(typed, end),
  };
}

function scanAttributes(
  typed: string,
  start: number,
): { attributes: readonly Attribute[]; end: number } {
  const attributes: Attribute[] = [];
  let end = start;
  while (typed[end] === ':') {
    const match = matchAt(ATTRIBUTE, typed, end);
    const word = match.pieces.limit ?? match.pieces.word;
    if (word)
      attributes.push({ ...word, ...(match.pieces.value && { value: match.pieces.value }) });
    end = match.end;
  }
  return { attributes, end };
}

function scanDefault(typed: string, start: number): { default?: Piece } {
  const rest = typed.slice(start);
  if (rest === '') return {};
  if (rest.startsWith('=')) return { default: { text: rest.slice(1), start: start + 1 } };
  const hint = rest.startsWith('(') ? 'Close the parenthesis: status:enum(draft,paid)' : SHAPE;
  throw fieldError(typed, { text: rest, start }, [
    'This part of the field is not understood.',
    hint,
  ]);
}

/** The grammar in a line, for hints. */
export const SHAPE =
  'A field is name:type, then ? if it may be missing, then :unique :index :min=1 :max=9, then =default';

function splitAtCommas({ text, start }: Piece): readonly Piece[] {
  const parts = text.split(',');
  return parts.map((part, place) => ({
    text: part,
    start: start + parts.slice(0, place).join(',').length + (place && 1),
  }));
}

interface Matched {
  readonly pieces: Readonly<Record<string, Piece | undefined>> & {
    readonly [
      Key in
        'name' | 'type' | 'values' | 'many' | 'optional' | 'target' | 'limit' | 'value' | 'word'
    ]?: Piece | undefined;
  };
  readonly end: number;
}

function matchAt(pattern: RegExp, typed: string, start: number): Matched {
  const sticky = new RegExp(pattern);
  sticky.lastIndex = start;
  const match = sticky.exec(typed);
  return match ? piecesOf(match) : { pieces: {}, end: start };
}

function piecesOf(match: RegExpExecArray | null): Matched {
  if (!match) throw new Error('the head of a field matches any text');
  const places = Object.entries(match.indices?.groups ?? {});
  const pieces = places.map(
    ([key, place]) =>
      [key, place && { text: match.input.slice(...place), start: place[0] }] as const,
  );
  return { pieces: Object.fromEntries(pieces), end: match.index + match[0].length };
}
