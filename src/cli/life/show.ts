/** A planned change for people (one line a file, diffs on demand) and for programs (one document). */
import { printable } from '../../names.ts';
import type { Change } from '../../types.ts';
import type { Exit } from '../exit.ts';
import type { Output, Style } from '../output.ts';
import { has, type Parsed } from '../parse.ts';
import type { ChangePlan } from './change-plan.ts';
import { diffLines } from './diff.ts';
import { explanations } from './explain.ts';

const MARKS: Readonly<Record<Change['kind'], readonly [word: string, style: Style]>> = {
  create: ['create', 'green'],
  update: ['update', 'cyan'],
  delete: ['delete', 'red'],
  conflict: ['conflict', 'yellow'],
};

interface Showing {
  readonly command: string;
  readonly isDryRun: boolean;
  readonly withDiff: boolean;
  /** conflicts in text hold both versions already; what is left has no place for markers */
  readonly hasMarkers: boolean;
}

export function showChanges(
  plan: ChangePlan,
  { command, isDryRun, withDiff, hasMarkers }: Showing,
  output: Output,
): void {
  const { say, styled } = output;
  say(styled('bold', command));
  news(plan).forEach((line) => say(`  ${line}`));
  if (plan.changes.length === 0) say('Nothing to do.');
  plan.changes.forEach((change) => say(`  ${lineOf(change, output)}`));
  plan.identical.forEach((path) => say(`  ${styled('dim', `identical ${printable(path)}`)}`));
  plan.leftOut.forEach((path) =>
    say(`  ${styled('dim', `deleted by you, left out  ${printable(path)}`)}`),
  );
  if (withDiff)
    plan.changes.forEach((change) =>
      ['', ...diffLines(change, output)].forEach((line) => say(line)),
    );
  if (plan.changes.some(({ kind }) => kind === 'conflict')) {
    const orBoth = hasMarkers ? '' : ', or write both versions with --conflict=markers';
    say(`\nNothing was changed. Mend the files above and run this again${orBoth}.`);
  } else if (isDryRun) say(`\n${styled('dim', 'Dry run: nothing was written.')}`);
}

/** Layers that come or go, with what they are for. */
function news({ before, after }: ChangePlan): readonly string[] {
  const [old, now] = [before.chosen, after.chosen].map(
    (chosen) => new Map(chosen.map((one) => [`${one.layer.kind} ${one.layer.id}`, one])),
  );
  const added = [...(now ?? [])]
    .filter(([key]) => !old?.has(key))
    .map(([, { layer, reason }]) => `+ ${layer.title}: ${layer.hint} (${reason})`);
  const gone = [...(old ?? [])]
    .filter(([key]) => !now?.has(key))
    .map(([, { layer }]) => `- ${layer.title}`);
  return [...added, ...gone];
}

function lineOf(change: Change, { styled }: Output): string {
  const [word, style] = MARKS[change.kind];
  const why = change.kind === 'conflict' ? styled('dim', `  ${change.reason}`) : '';
  return `${styled(style, word.padEnd(9))} ${printable(change.path)}${why}`;
}

interface Ending {
  readonly command: string;
  readonly isDryRun: boolean;
  readonly exit: Exit;
  readonly parsed: Parsed;
}

const PLAIN: Pick<Output, 'styled'> = { styled: (_, text) => text };

export function showDocument(
  plan: ChangePlan,
  { command, isDryRun, exit, parsed }: Ending,
  output: Output,
): void {
  if (!output.isJson) return;
  const isExplained = has(parsed, 'explain');
  const withDiff = isExplained || has(parsed, 'diff');
  output.document({
    schema: 1,
    ok: exit === 0,
    exitCode: exit,
    command,
    dryRun: isDryRun,
    answers: plan.after.answers,
    changes: plan.changes.map((change) => ({
      kind: change.kind,
      path: change.path,
      ...('reason' in change && { reason: change.reason }),
      ...(withDiff && { diff: diffLines(change, PLAIN).join('\n') }),
    })),
    identical: plan.identical,
    leftOut: plan.leftOut,
    ...(isExplained && { lessons: explanations(plan) }),
  });
}
