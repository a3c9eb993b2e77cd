/** A planned change for people (one line a file, diffs on demand) and for programs (one document). */
import { printable } from '../../names.ts';
import type { Change } from '../../types.ts';
import type { Exit } from '../exit.ts';
import type { Output, Style } from '../output.ts';
import type { ChangePlan } from './change-plan.ts';
import { diffLines } from './diff.ts';

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
}

export function showChanges(
  plan: ChangePlan,
  { command, isDryRun, withDiff }: Showing,
  output: Output,
): void {
  const { say, styled } = output;
  say(styled('bold', command));
  news(plan).forEach((line) => say(`  ${line}`));
  if (plan.changes.length === 0) say('Nothing to do.');
  plan.changes.forEach((change) => say(`  ${lineOf(change, output)}`));
  plan.leftOut.forEach((path) =>
    say(`  ${styled('dim', `deleted by you, left out  ${printable(path)}`)}`),
  );
  if (withDiff)
    plan.changes.forEach((change) =>
      ['', ...diffLines(change, output)].forEach((line) => say(line)),
    );
  if (plan.changes.some(({ kind }) => kind === 'conflict')) {
    say(
      '\nNothing was changed. Mend the files above, or take both versions with --conflict=markers.',
    );
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
  return `${styled(style, word.padEnd(8))} ${printable(change.path)}${why}`;
}

export function showDocument(
  plan: ChangePlan,
  {
    command,
    isDryRun,
    exit,
  }: { readonly command: string; readonly isDryRun: boolean; readonly exit: Exit },
  output: Output,
): void {
  if (!output.isJson) return;
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
    })),
    leftOut: plan.leftOut,
  });
}
