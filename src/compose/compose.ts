/** Blueprint → tree. Pure: the same answers give the same bytes on every machine. */
import { formatJson } from '../answers/format-json.ts';
import { toManifest } from '../answers/manifest.ts';
import type { Blueprint, Tree, TreeFile } from '../types.ts';
import { withheld, workshopFiles } from '../workshop/files.ts';
import { digest } from './digest.ts';
import { mergeDocuments } from './documents.ts';
import { format } from './format.ts';
import {
  documentRounds,
  fileRounds,
  overlay,
  renderGenerated,
  renderParts,
  type Rendered,
} from './overlay.ts';
import { lessonsOf, withReading } from './reading.ts';
import { buildScopes } from './scope.ts';
import { settle } from './settle.ts';

/** Where the answers are kept in a project. */
export const MANIFEST = '.backendbytes.json';

/** @throws Error when a layer is wrong: two owners of a path, a variable nobody set, text that does not parse. */
export async function compose(blueprint: Blueprint): Promise<Tree> {
  const scopes = withReading(blueprint, buildScopes(blueprint));
  const files = overlay([
    ...renderParts(blueprint, fileRounds(scopes)),
    ...renderGenerated(blueprint, scopes.generated),
  ]);
  const later = withheld(blueprint);
  const documents = mergeDocuments(renderParts(blueprint, documentRounds(scopes)));
  refuseTwice(files.keys(), documents);
  const entries = await Promise.all([
    ...[...files.values()].filter(({ path }) => !later.includes(path)).map(entry),
    ...[...documents].map(([path, text]) =>
      entry({ path, file: { text: finish(path, text, blueprint) }, isRendered: true }),
    ),
    ...[...lessonsOf(blueprint), ...workshopFiles(blueprint)].map(({ path, text }) =>
      entry({ path, file: { text }, isRendered: false }),
    ),
  ]);
  return withManifest(blueprint, sorted(entries));
}

/** Where the things would lie that generators made. */
export const generatedPaths = (blueprint: Blueprint): readonly string[] =>
  renderGenerated(blueprint, withReading(blueprint, buildScopes(blueprint)).generated).map(
    ({ path }) => path,
  );

type Entry = readonly [path: string, file: TreeFile];

type Unsettled = Pick<Rendered, 'path' | 'file' | 'isRendered' | 'isGenerated'>;

async function entry({ path, file, isRendered, isGenerated }: Unsettled): Promise<Entry> {
  const settled = isRendered ? await settle(path, file.text) : file.text;
  const text = isRendered && isGenerated ? await format(path, settled) : settled;
  return [path, { ...file, text, ...(isPrivate(path, text) && { isPrivate: true }) }];
}

const isPrivate = (path: string, text: string): boolean =>
  /(^|\/)\.env$/.test(path) || (text.includes('<secret:') && /<secret:[A-Z0-9_]+>/.test(text));

const sorted = (entries: readonly Entry[]): Tree =>
  new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));

/** package.json is the one document that carries answers: set as values, never as text. */
function finish(path: string, text: string, { answers: { name, description } }: Blueprint): string {
  if (path !== 'package.json') return text;
  return formatJson({ name, description, ...(JSON.parse(text) as object) });
}

function refuseTwice(files: Iterable<string>, documents: ReadonlyMap<string, string>): void {
  const twice = [...files].find((path) => documents.has(path));
  if (twice) throw new Error(`${twice} is a file of one layer and a document of another`);
}

function withManifest({ answers }: Blueprint, tree: Tree): Tree {
  const digests = [...tree]
    .filter(([, file]) => !file.isPrivate)
    .map(([path, { text }]) => [path, digest(text)] as const);
  const manifest = { text: toManifest(answers, Object.fromEntries(digests)) };
  return sorted([...tree, [MANIFEST, manifest]]);
}
