/** The nodes of a template, each with the place in the data its names start from. */
import Handlebars from 'handlebars';
import { BREAKS } from './fit.ts';

/** The way from the root of the data: `['fields', '*', 'name']`. */
export type Place = readonly string[];

export interface Frame {
  readonly at: Place;
  /** block parameters: `as |field|` */
  readonly names: ReadonlyMap<string, Place>;
}

export interface Found {
  readonly node: hbs.AST.Statement;
  readonly line: number;
  readonly frames: readonly Frame[];
}

export function walk(
  nodes: readonly hbs.AST.Statement[],
  frames: readonly Frame[],
): readonly Found[] {
  return nodes.flatMap((node) => {
    const found = { node, line: node.loc.start.line, frames };
    if (!isBlock(node)) return [found];
    const frame = inside(node, frames);
    return [found, ...walk(node.program?.body ?? [], frame ? [...frames, frame] : frames)];
  });
}

/** Undefined: its names start where they started outside. */
function inside(block: hbs.AST.BlockStatement, frames: readonly Frame[]): Frame | undefined {
  if (isBreak(block)) return undefined;
  const [list] = block.params;
  const at = [...(list && isPath(list) ? placeOf(list, frames) : ['?']), '*'];
  const [item] = block.program?.blockParams ?? [];
  return { at, names: new Map(item ? [[item, at]] : []) };
}

/** The first variable of a call that the data does not have, for errors that come without a place. */
export function findMissing(
  text: string,
  scope: object,
): { line: number; path: string } | undefined {
  const calls = walk(Handlebars.parse(text).body, [{ at: [], names: new Map() }]);
  const used = calls.flatMap(({ node, line, frames }) =>
    (isMustache(node) || isBlock(node) ? node.params.filter(isPath) : []).map((path) => ({
      line,
      path: path.original,
      place: placeOf(path, frames),
    })),
  );
  return used.find(({ place }) => !isThere(scope, place));
}

function isThere(value: unknown, [part, ...rest]: Place): boolean {
  if (part === undefined) return value !== undefined;
  if (part === '*') return Array.isArray(value) && value.every((item) => isThere(item, rest));
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return false;
  return isThere((value as Readonly<Record<string, unknown>>)[part], rest);
}

export function placeOf(
  { data, depth, parts }: hbs.AST.PathExpression,
  frames: readonly Frame[],
): Place {
  if (data)
    return parts[0] === 'root'
      ? [...(frames[0]?.at ?? []), ...parts.slice(1)]
      : [`@${parts.join('.')}`];
  const named =
    depth === 0
      ? frames.findLast(({ names }) => names.has(parts[0] ?? ''))?.names.get(parts[0] ?? '')
      : undefined;
  if (named) return [...named, ...parts.slice(1)];
  return [...(frames.at(-1 - depth)?.at ?? ['?']), ...parts];
}

export const isBlock = (node: hbs.AST.Node): node is hbs.AST.BlockStatement =>
  node.type === 'BlockStatement';
/** `{{#fit}}` and the like: a place for line breaks. */
export const isBreak = (node: hbs.AST.Node): boolean =>
  isBlock(node) && isPath(node.path) && (BREAKS as readonly string[]).includes(node.path.original);
export const isMustache = (node: hbs.AST.Node): node is hbs.AST.MustacheStatement =>
  node.type === 'MustacheStatement';
export const isPath = (node: hbs.AST.Node): node is hbs.AST.PathExpression =>
  node.type === 'PathExpression';
