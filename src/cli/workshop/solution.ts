/** `solution` and `reset`: one step in the learner's own files, filled in or taken back. */
import { readText } from '../../disk/read.ts';
import { exitCodeOf } from '../../disk/interrupt.ts';
import { withProject } from '../../disk/transaction.ts';
import { EXIT, UserError } from '../../errors.ts';
import { printable } from '../../names.ts';
import { BACKENDBYTES } from '../../version.ts';
import type { Catalog, Change } from '../../types.ts';
import { withoutStep, withSolution, type StepTexts } from '../../workshop/regions.ts';
import type { Step } from '../../workshop/steps.ts';
import type { Exit } from '../exit.ts';
import type { Tools } from '../life/apply.ts';
import { diffLines } from '../life/diff.ts';
import { undoChange } from '../life/undo.ts';
import { valueOf } from '../parse.ts';
import {
  askedStep,
  progressChange,
  readWorkshop,
  treeWith,
  type WorkshopProject,
} from './project.ts';

interface StepFile extends StepTexts {
  readonly path: string;
}

/** Diffs that lead to the solution; nothing is written. */
export async function solution(tools: Tools): Promise<Exit> {
  const { output, parsed, catalog } = tools;
  const project = readWorkshop(tools);
  const step = askedStep(tools, project);
  const from = valueOf(parsed, 'from') ?? 'mine';
  if (!['mine', 'start'].includes(from))
    throw new UserError('USAGE', `--from: "${printable(from)}" is not one of: mine, start.`);
  const files = step ? await filesOf(step, project, catalog) : [];
  const changes = files.map(({ path, ...texts }) => {
    const [before, text] =
      from === 'start' ? [texts.before, texts.solved] : [texts.mine, withSolution(texts)];
    return { kind: 'update', path, before, file: { text } } as const;
  });
  if (!step) output.say('Every step is done; name the one to look at.');
  const different = changes.filter(({ before, file }) => before !== file.text);
  if (step && different.length === 0) output.say(`${step.id} is written as we would write it.`);
  different.flatMap((change) => diffLines(change, output)).forEach((line) => output.say(line));
  if (output.isJson)
    output.document({
      schema: 1,
      ok: true,
      step: step?.id,
      from,
      files: different.map(({ path, before, file }) => ({ path, before, after: file.text })),
    });
  return EXIT.ok;
}

/** Without a step: all of them. What was there is kept beside. */
export async function reset(tools: Tools): Promise<Exit> {
  const { output, parsed, catalog } = tools;
  const project = readWorkshop(tools);
  const named = parsed.positionals.length > 0 ? askedStep(tools, project) : undefined;
  const steps = named ? [named] : project.steps;
  return withProject(project.root, async ({ commit, root }) => {
    const changes = await changesOf(steps, project, catalog);
    if (changes.length === 0) {
      output.say('Nothing to take back.');
      if (output.isJson) output.document({ schema: 1, ok: true, files: [], kept: [] });
      return EXIT.ok;
    }
    const copies = copiesOf(root, changes);
    const left = Object.entries(readWorkshop(tools).progress).map(([id, known]) => {
      const isTakenBack = steps.some((step) => step.id === id);
      return [id, isTakenBack ? { hints: known.hints } : known] as const;
    });
    const all = [...changes, progressChange(root, Object.fromEntries(left))];
    const command = ['reset', ...steps.map(({ id }) => id)].join(' ');
    const committed = await commit([...all, ...copies, undoChange(root, command, all)]);
    if (committed.kind === 'stopped') return exitCodeOf(committed.signal);
    changes.forEach(({ path }) => output.say(`${printable(path)}: back at the start`));
    output.say(`Kept: ${copies.map(({ path }) => printable(path)).join(', ')}`);
    output.say(`Back again: ${BACKENDBYTES} undo`);
    if (output.isJson)
      output.document({
        schema: 1,
        ok: true,
        files: changes.map(({ path }) => path),
        kept: copies.map(({ path }) => path),
      });
    return EXIT.ok;
  });
}

/** From the last step to the first: a later one may lie in what an earlier one takes away. */
async function changesOf(
  steps: readonly Step[],
  project: WorkshopProject,
  catalog: Catalog,
): Promise<readonly (Change & { kind: 'update' })[]> {
  const now = new Map<string, string>();
  for (const step of steps.toReversed())
    for (const { path, ...texts } of await filesOf(step, project, catalog))
      now.set(path, withoutStep({ ...texts, mine: now.get(path) ?? texts.mine }));
  return [...now].flatMap(([path, text]) => {
    const before = readText(project.root, path)?.text ?? '';
    return before === text ? [] : [{ kind: 'update' as const, path, before, file: { text } }];
  });
}

/** The files in which a step makes a difference, and that the learner still has. */
async function filesOf(
  step: Step,
  project: WorkshopProject,
  catalog: Catalog,
): Promise<readonly StepFile[]> {
  const earlier = project.steps.slice(0, project.steps.indexOf(step)).map(({ id }) => id);
  const [before, solved] = await Promise.all([
    treeWith(project, earlier, catalog),
    treeWith(project, [...earlier, step.id], catalog),
  ]);
  return step.files.flatMap((path) => {
    const [one, other] = [before.get(path)?.text, solved.get(path)?.text];
    const mine = readText(project.root, path)?.text;
    const isThere = one !== undefined && other !== undefined && mine !== undefined;
    return isThere && one !== other ? [{ path, before: one, solved: other, mine }] : [];
  });
}

/** `.local/reset-1/src/…`: git ignores them. */
function copiesOf(root: string, changes: readonly (Change & { kind: 'update' })[]) {
  const [first] = changes;
  let number = 1;
  while (first && readText(root, `.local/reset-${number}/${first.path}`)) number += 1;
  return changes.map(({ path, before }) => ({
    kind: 'create' as const,
    path: `.local/reset-${number}/${path}`,
    file: { text: before },
  }));
}
