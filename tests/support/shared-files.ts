/** Gives every file of many trees a place; files that say the same, and whose imports do, share one. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import ts from 'typescript';
import type { Tree } from '../../src/types.ts';
import { onceEach } from '../../src/once.ts';

export interface Placed {
  /** where the compiler finds a file of a tree */
  readonly at: (tree: Tree, file: string) => string;
  /** place → what the file there says; its relative imports name places */
  readonly texts: ReadonlyMap<string, string>;
}

/** specifier → file of the same tree */
type Imports = ReadonlyMap<string, string>;

export function shareFiles(
  trees: readonly Tree[],
  options: ts.CompilerOptions,
  home: string,
): Placed {
  const places = new Map<Tree, ReadonlyMap<string, string>>();
  const texts = new Map<string, string>();
  for (const tree of trees) {
    const graph = importsOf(tree, options, home);
    const own = placesOf(tree, graph, home);
    places.set(tree, own);
    own.forEach((place, file) => {
      if (!texts.has(place)) texts.set(place, textFor(file, { tree, graph, own }));
    });
  }
  return { at: (tree, file) => places.get(tree)?.get(file) ?? path.join(home, file), texts };
}

interface Surroundings {
  readonly tree: Tree;
  readonly graph: ReadonlyMap<string, Imports>;
  readonly own: ReadonlyMap<string, string>;
}

/** The file, importing from where the files of its tree were put. */
function textFor(file: string, { tree, graph, own }: Surroundings): string {
  const text = tree.get(file)?.text ?? '';
  const from = path.dirname(own.get(file) ?? file);
  return specifiersOf(text).reduceRight((sofar, { name, start }) => {
    const target = graph.get(file)?.get(name);
    const place = target && own.get(target);
    if (!place) return sofar;
    const folder = path.relative(from, path.dirname(place)).split(path.sep).join('/');
    // What it imports may end otherwise there: the types of `x.mjs` are in `x.d.mts`.
    const moved = `./${folder}/${digestIn(place)}-${path.posix.basename(name)}`;
    return sofar.slice(0, start) + moved + sofar.slice(start + name.length);
  }, text);
}

/** A place is named after what a file says and all that it reaches; in few folders, since those cost more than files. */
function placesOf(
  tree: Tree,
  graph: ReadonlyMap<string, Imports>,
  home: string,
): ReadonlyMap<string, string> {
  const digests = new Map([...graph.keys()].map((file) => [file, digestOf(file, tree)]));
  return new Map(
    [...graph.keys()].map((file) => {
      const { dir, base } = path.parse(file);
      const name = digestOfAll(reachedFrom(file, graph), digests);
      return [file, path.join(home, dir, `${name}-${base}`)];
    }),
  );
}

/** Of a set, in no order: digests are added up. */
function digestOfAll(files: ReadonlySet<string>, digests: ReadonlyMap<string, Digest>): string {
  const sum: [number, number] = [0, 0];
  for (const file of files) {
    const [high, low] = digests.get(file) ?? [0, 0];
    sum[0] = (sum[0] + high) >>> 0;
    sum[1] = (sum[1] + low) >>> 0;
  }
  return sum.map((part) => part.toString(16).padStart(DIGEST / 2, '0')).join('');
}

const digestIn = (place: string): string => path.basename(place).slice(0, DIGEST);

/** The file as its project knows it. */
export const fileAt = (place: string, home: string): string => {
  const { dir, base } = path.parse(path.relative(home, place));
  return path.posix.join(dir.split(path.sep).join('/'), base.slice(DIGEST + 1));
};

function reachedFrom(start: string, graph: ReadonlyMap<string, Imports>): ReadonlySet<string> {
  const reached = new Set([start]);
  // A set may grow while it is walked, and the walk goes on to what was added.
  for (const file of reached) graph.get(file)?.forEach((target) => reached.add(target));
  return reached;
}

function importsOf(
  tree: Tree,
  options: ts.CompilerOptions,
  home: string,
): ReadonlyMap<string, Imports> {
  const host: ts.ModuleResolutionHost = {
    fileExists: (file) => tree.has(path.relative(home, file)),
    readFile: (file) => tree.get(path.relative(home, file))?.text,
  };
  const target = (file: string, specifier: string): string | undefined => {
    const named = path.posix.join(path.posix.dirname(file), specifier);
    if (named.endsWith('.ts') && tree.has(named)) return named;
    const found = ts.resolveModuleName(specifier, path.join(home, file), options, host);
    return found.resolvedModule && path.relative(home, found.resolvedModule.resolvedFileName);
  };
  return new Map(
    [...tree]
      .filter(([file]) => /\.[cm]?ts$/.test(file))
      .map(([file, { text }]) => {
        const named = specifiersOf(text).map(({ name }) => [name, target(file, name)] as const);
        return [file, new Map(named.filter((entry): entry is [string, string] => !!entry[1]))];
      }),
  );
}

interface Specifier {
  readonly name: string;
  /** in characters from the beginning of the file */
  readonly start: number;
}

const specifiersOf = onceEach((text): readonly Specifier[] =>
  ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName, pos }) => ({
      name: fileName,
      start: text.indexOf(fileName, pos),
    }))
    .filter(({ name }) => name.startsWith('.'))
    .sort((one, other) => one.start - other.start),
);

/** Two numbers of 32 bits each. */
type Digest = readonly [high: number, low: number];

/** Of its name in a place: hexadecimal digits. */
const DIGEST = 16;

const digestOfText = onceEach((text): Digest => {
  const bytes = createHash('sha256').update(text).digest();
  return [bytes.readUInt32BE(0), bytes.readUInt32BE(4)];
});

const digestOf = (file: string, tree: Tree): Digest =>
  digestOfText(`${file}\0${tree.get(file)?.text ?? ''}`);
