/** Documents: fragments of many layers, merged into one file. */
import path from 'node:path/posix';
import type { Rendered } from './overlay.ts';
import { mergeJson } from './json-document.ts';
import { mergeLines } from './line-document.ts';
import { mergeMarkdown } from './markdown-document.ts';
import { mergeYaml } from './yaml-document.ts';

/** A fragment and the right it has to overrule the ones before it. */
export interface Fragment {
  /** who brings it, for messages: `feature docker` */
  readonly owner: string;
  readonly text: string;
  /** keys it overrules: `scripts.dev` */
  readonly replaces: readonly string[];
}

type Merge = (file: string, fragments: readonly Fragment[]) => string;

const MERGES: readonly { readonly matches: RegExp; readonly merge: Merge }[] = [
  { matches: /\.json$/, merge: mergeJson },
  { matches: /\.ya?ml$/, merge: mergeYaml },
  { matches: /\.md$/, merge: mergeMarkdown },
  { matches: /./, merge: mergeLines },
];

/** path → text. @throws Error naming both layers and the key when two fragments disagree. */
export function mergeDocuments(fragments: readonly Rendered[]): ReadonlyMap<string, string> {
  const paths = [...new Set(fragments.map((fragment) => fragment.path))];
  return new Map(
    paths.map((file) => [
      file,
      mergeOne(
        file,
        fragments.filter((fragment) => fragment.path === file),
      ),
    ]),
  );
}

function mergeOne(file: string, parts: readonly Rendered[]): string {
  const policy = MERGES.find(({ matches }) => matches.test(path.basename(file)));
  if (!policy) throw new Error(`no way to merge ${file}`);
  return policy.merge(
    file,
    parts.map((part) => toFragment(file, part)),
  );
}

const toFragment = (file: string, { layer, file: { text } }: Rendered): Fragment => ({
  owner: `${layer.kind} ${layer.id}`,
  text,
  replaces: (layer.replaces ?? [])
    .filter((entry) => entry.startsWith(`${file}#`))
    .map((entry) => entry.slice(file.length + 1)),
});
