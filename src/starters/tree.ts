/** A template as the tree of a project: byte for byte, but for the name in package.json and the manifest. */
import { toTemplateManifest } from '../answers/template-manifest.ts';
import { isExecutable, sha256, type Entry } from './entries.ts';
import { named } from './package-json.ts';
import type { Template } from './template.ts';
import type { Tree, TreeFile } from '../types.ts';

const MANIFEST = '.backendbytes.json';

export interface Made {
  readonly tree: Tree;
  /** lines worth reading */
  readonly warnings: readonly string[];
}

export function treeOf({ files, origin }: Template, name: string): Made {
  const theirs = files.filter(({ path }) => path.toLowerCase() !== MANIFEST);
  const tree = theirs.map((file) => [file.path, fileOf(file, name)] as const);
  const digests = tree.map(([path, { bytes, text }]) => [path, sha256(bytes ?? text)] as const);
  const manifest = { text: toTemplateManifest(origin, Object.fromEntries(digests)) };
  const all: readonly (readonly [string, TreeFile])[] = [...tree, [MANIFEST, manifest]];
  return {
    tree: new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1))),
    warnings:
      theirs.length === files.length
        ? []
        : [`The template's own ${MANIFEST} is left out: it speaks of another project.`],
  };
}

function fileOf(entry: Entry, name: string): TreeFile {
  const mode = isExecutable(entry) ? { isExecutable: true } : {};
  if (NAMED.has(entry.path)) return { text: named(entry, name), ...mode };
  const text = textIn(entry.bytes);
  return text === undefined ? { text: '', bytes: entry.bytes, ...mode } : { text, ...mode };
}

const NAMED: ReadonlySet<string> = new Set(['package.json', 'package-lock.json']);

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** undefined: it is no text, and stays bytes. */
function textIn(bytes: Buffer): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
