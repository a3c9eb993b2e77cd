/**
 * `backendbytes render --config file`: complete answers in, every file out, nothing written.
 * Later versions run this one to know what it wrote, so the document is frozen: fields may be added, none changed.
 */
import { digest } from '../compose/digest.ts';
import { compose } from '../compose/compose.ts';
import { readAnswers } from '../answers/schema.ts';
import { EXIT, UserError } from '../errors.ts';
import { printable } from '../names.ts';
import { resolve } from '../resolve/resolve.ts';
import type { Answers, Catalog, TreeFile } from '../types.ts';
import { VERSION } from '../version.ts';
import { readConfig } from './config-file.ts';
import type { Exit } from './exit.ts';
import type { Output } from './output.ts';
import { valueOf, type Parsed } from './parse.ts';

export interface RenderDocument {
  readonly schema: 1;
  readonly ok: true;
  /** version of the generator */
  readonly generator: string;
  readonly answers: Answers;
  /** path → file; sorted by path */
  readonly files: Readonly<Record<string, RenderedFile>>;
}

export interface RenderedFile {
  /** secrets are still `<secret:NAME>` */
  readonly text: string;
  /** SHA-256 of the text, as in `.backendbytes.json` */
  readonly sha256: string;
  readonly mode: '644' | '755' | '600';
}

export async function render(catalog: Catalog, parsed: Parsed, output: Output): Promise<Exit> {
  const file = valueOf(parsed, 'config');
  if (file === undefined) {
    throw new UserError(
      'USAGE',
      'render needs the answers: --config <file|->.',
      'A .backendbytes.json will do.',
    );
  }
  const config = await readConfig(file);
  const answers = readAnswers(
    config.answers,
    (key) => `${printable(key)} in ${config.label}`,
    catalog,
  );
  output.document(await renderDocument(answers, catalog));
  return EXIT.ok;
}

export async function renderDocument(answers: Answers, catalog: Catalog): Promise<RenderDocument> {
  const tree = await compose(resolve(answers, catalog));
  const files = [...tree].map(([path, file]) => [path, renderedFile(file)] as const);
  return { schema: 1, ok: true, generator: VERSION, answers, files: Object.fromEntries(files) };
}

const renderedFile = ({ text, isExecutable, isPrivate }: TreeFile): RenderedFile => ({
  text,
  sha256: digest(text),
  mode: isPrivate ? '600' : isExecutable ? '755' : '644',
});
