/** `.backendbytes.json`: the answers a project was made with, and what every file looked like then. */
import { UserError } from '../errors.ts';
import type { Answers, Catalog } from '../types.ts';
import { VERSION } from '../version.ts';
import { onlyAnswers } from './draft.ts';
import { formatJson } from './format-json.ts';
import { digests, refused, SCHEMA } from './manifest-parts.ts';
import { readAnswers } from './schema.ts';
import { hasNoLayers, templateManifestIn } from './template-manifest.ts';

export interface Manifest {
  readonly schema: typeof SCHEMA;
  /** version of the generator that wrote the project */
  readonly generator: string;
  readonly answers: Answers;
  /** path → SHA-256 of what was written; files with secrets are not in here */
  readonly files: Readonly<Record<string, string>>;
}

export function toManifest(answers: Answers, files: Readonly<Record<string, string>>): string {
  const manifest: Manifest = {
    schema: SCHEMA,
    generator: VERSION,
    answers: onlyAnswers(answers),
    files,
  };
  return formatJson(manifest);
}

/** @throws UserError REFUSED when the text is no manifest of ours, or of a later version. */
export function fromManifest(text: string, file: string, catalog: Catalog): Manifest {
  const foreign = templateManifestIn(text, file);
  if (foreign) throw hasNoLayers(foreign);
  const manifest = parse(text, file);
  const { schema, generator } = manifest;
  if (schema !== SCHEMA) {
    const made = `${file} has schema ${JSON.stringify(schema)}; this version reads ${SCHEMA}.`;
    throw new UserError('REFUSED', made, 'Run the version that made the project, or a newer one.');
  }
  if (typeof generator !== 'string') throw refused(file, 'generator is missing');
  const answers = readAnswers(manifest['answers'], (key) => `${key} in ${file}`, catalog);
  return { schema, generator, answers, files: digests(manifest['files'], file) };
}

/** Does it look like a manifest, and not like a config file? */
export const isManifest = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && 'generator' in value && 'answers' in value;

function parse(text: string, file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    if (isManifest(value)) return value;
  } catch (cause) {
    throw refused(file, 'it is not JSON', cause);
  }
  throw refused(file, 'it has no generator and answers');
}
