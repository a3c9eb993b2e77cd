/** A project's own plopfile. It is code of the project, so it runs only when its owner names one of its generators. */
import path from 'node:path';
import { readText } from '../../disk/read.ts';
import { withProject } from '../../disk/transaction.ts';
import { EXIT, UserError } from '../../errors.ts';
import { printable } from '../../names.ts';
import type { Exit } from '../exit.ts';
import type { Change } from '../../types.ts';
import { BACKENDBYTES } from '../../version.ts';
import type { Output } from '../output.ts';
import { undoChange } from './undo.ts';
import { changesBetween, snapshotOf } from './written.ts';

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

/** Plop writes file by file and keeps no record, so ours is made of the project before and after. */
export const runTheirs = (plopfile: Plopfile, asked: Asked, output: Output): Promise<Exit> =>
  withProject(plopfile.root, async ({ root, commit }) => {
    const before = snapshotOf(root);
    const exit = await runActions(plopfile, asked, output);
    const after = snapshotOf(root);
    const changes = changesBetween(before, after);
    if (changes.length > 0)
      await commit([undoChange(root, `generate ${asked.generator}`, changes)]);
    const lasting = after.others.filter((path) => !before.others.includes(path));
    output.say(lastWords(plopfile, changes, lasting));
    return exit;
  });

function lastWords(
  { file }: Plopfile,
  changes: readonly Change[],
  lasting: readonly string[],
): string {
  if (changes.length === 0) return `Made by ${file}: no text was changed.`;
  const but = lasting.length === 0 ? '' : `, but for ${lasting.map(printable).join(', ')}`;
  return `Made by ${file}. Back again${but}: ${BACKENDBYTES} undo`;
}

async function runActions(
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
