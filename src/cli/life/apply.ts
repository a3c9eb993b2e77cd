/** The way of every command that changes a project: plan, show, ask, commit, say what is left to do. */
import { BACKENDBYTES } from '../../version.ts';
import { recordBase } from '../../disk/base-ref.ts';
import { withProject, type LockedProject } from '../../disk/transaction.ts';
import { EXIT, UserError } from '../../errors.ts';
import { exitCodeOf } from '../../disk/interrupt.ts';
import { printable } from '../../names.ts';
import type { Answers, Catalog, Change } from '../../types.ts';
import { nearest } from '../../answers/nearest.ts';
import type { Exit } from '../exit.ts';
import { CONFLICT_WAYS } from '../flags.ts';
import type { Output } from '../output.ts';
import { has, valueOf, type Parsed } from '../parse.ts';
import { baseOf } from './base.ts';
import { planChange, type ChangePlan, type ReadBase } from './change-plan.ts';
import { explain } from './explain.ts';
import { findRoot, readProject, type Project } from './project.ts';
import { showChanges, showDocument } from './show.ts';
import { undoChange } from './undo.ts';
import { readText } from '../../disk/read.ts';

export interface Intent {
  /** what the user typed, for the record: `add docker` */
  readonly command: string;
  /** the answers the project should have */
  readonly decide: (answers: Answers, project: Project) => Answers | Promise<Answers>;
  /** what we wrote last time; of this version when nothing else is said */
  readonly readBase?: ReadBase;
  /** held against the disk before anything is planned */
  readonly guard?: (project: Project) => Promise<void>;
}

export interface Tools {
  /** where the command was typed; the project is there or above */
  readonly cwd: string;
  readonly parsed: Parsed;
  readonly catalog: Catalog;
  readonly output: Output;
}

export async function applyIntent(intent: Intent, tools: Tools): Promise<Exit> {
  const root = findRoot(tools.cwd);
  if (has(tools.parsed, 'dry-run')) return report(await plan(root, intent, tools), intent, tools);
  return withProject(root, async (locked) => {
    locked.recovery?.kept.forEach(({ path }) =>
      tools.output.warn(
        `${printable(path)} was edited while a stopped command was half done; it is left as you have it`,
      ),
    );
    const planned = await plan(root, intent, tools);
    const exit = report(planned, intent, tools);
    if (exit !== EXIT.ok || planned.changes.length === 0) return exit;
    if (!(await isAccepted(tools))) return EXIT.interrupted;
    return write(planned, { locked, intent, tools });
  });
}

async function plan(root: string, intent: Intent, { catalog, parsed }: Tools): Promise<ChangePlan> {
  const project = readProject(root, catalog);
  await intent.guard?.(project);
  const answers = await intent.decide(project.manifest.answers, project);
  const planned = await planChange(
    project,
    { answers, readBase: intent.readBase ?? baseOf },
    catalog,
  );
  return wantsMarkers(parsed)
    ? { ...planned, changes: planned.changes.map((change) => asMarked(change, project.root)) }
    : planned;
}

function wantsMarkers(parsed: Parsed): boolean {
  const how = valueOf(parsed, 'conflict') ?? 'abort';
  if (CONFLICT_WAYS.some((known) => known === how)) return how === 'markers';
  const meant = nearest(how, CONFLICT_WAYS);
  throw new UserError(
    'USAGE',
    `--conflict: "${printable(how)}" is not one of: ${CONFLICT_WAYS.join(', ')}.`,
    meant ? `Did you mean ${meant}?` : '',
  );
}

/** A conflict in text becomes an edit that holds both versions; other conflicts stay what they are. */
function asMarked(change: Change, root: string): Change {
  if (change.kind !== 'conflict' || change.marked === undefined) return change;
  const before = readText(root, change.path)?.text ?? '';
  return { kind: 'update', path: change.path, before, file: { text: change.marked } };
}

const conflictsIn = (changes: readonly Change[]) =>
  changes.filter((change) => change.kind === 'conflict');

function report(planned: ChangePlan, { command }: Intent, { output, parsed }: Tools): Exit {
  const conflicts = conflictsIn(planned.changes);
  const isDryRun = has(parsed, 'dry-run');
  const isExplained = has(parsed, 'explain');
  if (isExplained) explain(planned, output);
  const withDiff = isDryRun || isExplained || has(parsed, 'diff');
  showChanges(planned, { command, isDryRun, withDiff, hasMarkers: wantsMarkers(parsed) }, output);
  const exit = conflicts.length > 0 ? EXIT.refused : EXIT.ok;
  if (isDryRun || exit !== EXIT.ok || planned.changes.length === 0)
    showDocument(planned, { command, isDryRun, exit, parsed }, output);
  return exit;
}

/** Nothing is asked without a terminal: what was typed was the decision. */
async function isAccepted({ parsed, output }: Tools): Promise<boolean> {
  if (has(parsed, 'yes') || output.isJson || !process.stdin.isTTY || !process.stdout.isTTY)
    return true;
  const { confirm, isCancel } = await import('@clack/prompts');
  const answer = await confirm({ message: 'Write these changes?' });
  if (!isCancel(answer) && answer) return true;
  output.say('Nothing was changed.');
  return false;
}

interface Writing {
  readonly locked: LockedProject;
  readonly intent: Intent;
  readonly tools: Tools;
}

async function write(
  planned: ChangePlan,
  { locked, intent, tools: { output, parsed } }: Writing,
): Promise<Exit> {
  const committed = await locked.commit([
    ...planned.changes,
    undoChange(locked.root, intent.command, planned.changes),
  ]);
  if (committed.kind === 'stopped') {
    output.note('stopped, nothing changed');
    return exitCodeOf(committed.signal);
  }
  if (committed.stoppedBy) output.note('finished before the stop');
  await recordBase(locked.root, planned.next, intent.command);
  const isMarked =
    has(parsed, 'conflict') &&
    planned.changes.some(
      (change) => change.kind === 'update' && /^<<<<<<< yours$/m.test(change.file.text),
    );
  const settled = isMarked ? EXIT.refused : EXIT.ok;
  const exit = committed.stoppedBy ? exitCodeOf(committed.stoppedBy) : settled;
  showDocument(planned, { command: intent.command, isDryRun: false, exit, parsed }, output);
  output.say(
    `\n${output.styled('green', '✔')} ${planned.changes.length} files changed. Back again: ${BACKENDBYTES} undo`,
  );
  if (isMarked)
    output.say(
      'Some files hold both versions between <<<<<<< and >>>>>>>: settle them, then run your tests.',
    );
  if (planned.needsMigration)
    output.say(
      'The tables changed with the templates: let your schema tool write the migration between.',
    );
  if (touchesPackages(planned)) output.say(`Next: ${planned.after.answers.packageManager} install`);
  return committed.stoppedBy ? exitCodeOf(committed.stoppedBy) : exit;
}

const touchesPackages = ({ changes }: ChangePlan): boolean =>
  changes.some(({ path }) => path === 'package.json');
