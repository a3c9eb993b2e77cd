/** A project's own plopfile. It is code of the project, so it runs only when its owner names one of its generators. */
import path from 'node:path';
import { readText } from '../../disk/read.ts';
import { EXIT, UserError } from '../../errors.ts';
import { printable } from '../../names.ts';
import type { Exit } from '../exit.ts';
import type { Output } from '../output.ts';

const NAMES = ['plopfile.js', 'plopfile.mjs', 'plopfile.cjs'];

export interface Plopfile {
  readonly root: string;
  /** name in the root */
  readonly file: string;
  readonly text: string;
}

/** Read as text, never run. */
export function findPlopfile(root: string): Plopfile | undefined {
  for (const file of NAMES) {
    const found = readText(root, file);
    if (found) return { root, file, text: found.text };
  }
  return undefined;
}

/** Does it set a generator of that name, as far as one can see without running it? */
export const names = ({ text }: Plopfile, generator: string): boolean =>
  [...text.matchAll(/\.setGenerator\(\s*(['"`])([^'"`\n]*)\1/g)].some(
    ([, , name]) => name === generator,
  );

export async function theirGenerators(
  plopfile: Plopfile,
): Promise<readonly { readonly name: string; readonly description: string }[]> {
  return (await load(plopfile)).getGeneratorList();
}

interface Asked {
  readonly generator: string;
  /** answers to its questions, in order */
  readonly given: readonly string[];
}

/** Plop writes file by file and knows no undo; that is told. */
export async function runTheirs(
  plopfile: Plopfile,
  { generator, given }: Asked,
  output: Output,
): Promise<Exit> {
  const plop = await load(plopfile);
  if (!plop.getGeneratorList().some(({ name }) => name === generator))
    throw new UserError('USAGE', `${plopfile.file} has no generator ${printable(generator)}.`);
  const own = plop.getGenerator(generator);
  const questions = Array.isArray(own.prompts) ? own.prompts : [];
  refuseUnanswered(questions, given);
  const answers: unknown = await own.runPrompts([...given]);
  const { changes, failures } = await own.runActions(answers as object);
  changes.forEach(({ type, path: file }) => output.say(`  ${printable(`${type} ${file}`)}`));
  failures.forEach(({ type, path: file, error }) =>
    output.note(printable(`${type} ${file}: ${error}`)),
  );
  const exit = failures.length === 0 ? EXIT.ok : EXIT.refused;
  output.say(`Made by ${plopfile.file}: backendbytes undo does not know of it.`);
  if (output.isJson)
    output.document({ schema: 1, ok: exit === EXIT.ok, exitCode: exit, changes, failures });
  return exit;
}

function refuseUnanswered(
  questions: readonly { readonly name?: unknown }[],
  given: readonly string[],
): void {
  const open = questions.slice(given.length);
  if (open.length === 0 || (process.stdin.isTTY && process.stdout.isTTY)) return;
  throw new UserError(
    'USAGE',
    `Its questions have no answer: ${open.map(({ name }) => printable(String(name))).join(', ')}.`,
    'Without a terminal they follow the name of the generator, in order.',
  );
}

async function load({ root, file }: Plopfile) {
  const { default: nodePlop } = await import('node-plop');
  return nodePlop(path.join(root, file), { destBasePath: root, force: false });
}
