/** All templates of a catalog, compiled: the files, and the snippets in definitions. */
import { precompile } from '../src/compose/compile.ts';
import { digest } from '../src/compose/digest.ts';
import type { Catalog } from '../src/types.ts';

/** @returns a module that takes the place of `src/compose/specs.ts` */
export function compiledSpecs(catalog: Catalog): string {
  const texts = new Set(catalog.layers.flatMap(textsIn).filter((text) => text.includes('{{')));
  const entries = [...texts].map(
    (text) => `${JSON.stringify(digest(text))}: () => (${lean(precompile(text))}),`,
  );
  return `export const specs = {\n${entries.join('\n')}\n};\n`;
}

/** Each template brings a lookup for runtimes older than ours, which has one: a tenth of all that is compiled. */
const lean = (spec: string): string =>
  spec.replaceAll(
    /lookupProperty = container\.lookupProperty \|\| function\(.*?\n {4}\}/gs,
    'lookupProperty = container.lookupProperty',
  );

/** Every text, wherever it stands; those that are no template are harmless. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  if ('path' in value && 'text' in value && !String(value.path).endsWith('.hbs')) return [];
  return Object.values(value).flatMap(textsIn);
}
