/** `--config file` or `--config -`: answers as JSON. */
import { readFileSync, statSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Draft } from '../answers/draft.ts';
import { isManifest } from '../answers/manifest.ts';
import { readDraft } from '../answers/schema.ts';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import type { Catalog } from '../types.ts';

const LARGEST = 1_000_000;

export interface Config {
  /** what messages call it */
  readonly label: string;
  /** what the file holds; of a `.backendbytes.json` only its answers */
  readonly answers: unknown;
}

export async function readConfig(file: string): Promise<Config> {
  const label = file === '-' ? 'stdin' : printable(file);
  const value = parseJson(file === '-' ? await text(process.stdin) : readText(file, label), label);
  return { label, answers: isManifest(value) ? value['answers'] : value };
}

export const draftFromConfig = ({ label, answers }: Config, catalog: Catalog): Draft =>
  readDraft(answers, (key) => `${printable(key)} in ${label}`, catalog);

function readText(file: string, label: string): string {
  try {
    const { size } = statSync(file);
    if (size > LARGEST)
      throw new UserError(
        'USAGE',
        `--config ${label} has ${size} bytes; ${LARGEST} are read at most.`,
      );
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof UserError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    throw new UserError(
      'USAGE',
      `--config ${label} cannot be read: ${code}.`,
      'Give the path of a JSON file, or - for stdin.',
      { cause },
    );
  }
}

function parseJson(content: string, label: string): unknown {
  try {
    return JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw new UserError(
      'USAGE',
      `--config ${label} is not JSON: ${printable(String((cause as Error).message))}.`,
      '',
      { cause },
    );
  }
}
