/** `undo`: back to before the last command, unless its files were edited since. */
import { readFiles, readText } from '../../disk/read.ts';
import { withProject } from '../../disk/transaction.ts';
import { exitCodeOf } from '../../disk/interrupt.ts';
import { EXIT, UserError } from '../../errors.ts';
import { printable } from '../../names.ts';
import type { Change } from '../../types.ts';
import type { Exit } from '../exit.ts';
import { has } from '../parse.ts';
import type { Tools } from './apply.ts';
import { findRoot } from './project.ts';
import { inverse, parseRecord, recordOf, UNDO_FILE, type UndoRecord } from './undo-record.ts';

export async function undo({ cwd, parsed, output }: Tools): Promise<Exit> {
  const root = findRoot(cwd);
  return withProject(root, async (locked) => {
    const text = readText(root, UNDO_FILE)?.text;
    const record = text === undefined ? undefined : parseRecord(text);
    if (!record || text === undefined)
      throw new UserError(
        'REFUSED',
        'There is nothing to undo.',
        'Only the last command can be undone, once.',
      );
    const changes = changesOf(record, root);
    output.say(output.styled('bold', `undo ${record.command}`));
    changes.forEach(({ kind, path }) => output.say(`  ${kind.padEnd(8)} ${printable(path)}`));
    const isDryRun = has(parsed, 'dry-run');
    if (isDryRun) return say(EXIT.ok);
    const committed = await locked.commit([
      ...changes,
      { kind: 'delete', path: UNDO_FILE, before: text },
    ]);
    if (committed.kind === 'stopped') {
      output.note('stopped, nothing changed');
      return exitCodeOf(committed.signal);
    }
    if (committed.stoppedBy) output.note('finished before the stop');
    return say(committed.stoppedBy ? exitCodeOf(committed.stoppedBy) : EXIT.ok);

    function say(exit: Exit): Exit {
      output.say(
        isDryRun
          ? 'Dry run: nothing was written.'
          : `${output.styled('green', '✔')} ${changes.length} files are as they were`,
      );
      if (output.isJson)
        output.document({
          schema: 1,
          ok: true,
          exitCode: exit,
          command: `undo ${record?.command ?? ''}`,
          dryRun: isDryRun,
          changes: changes.map(({ kind, path }) => ({ kind, path })),
        });
      return exit;
    }
  });
}

/** The record of what a command does, written together with it. */
export function undoChange(root: string, command: string, changes: readonly Change[]): Change {
  const before = readText(root, UNDO_FILE)?.text;
  const file = { text: `${JSON.stringify(recordOf(command, changes), null, 2)}\n` };
  return before === undefined
    ? { kind: 'create', path: UNDO_FILE, file }
    : { kind: 'update', path: UNDO_FILE, file, before };
}

function changesOf(record: UndoRecord, root: string): readonly Change[] {
  const files = readFiles(
    root,
    record.steps.map(({ path }) => path),
  );
  const mine = new Map(
    [...files].flatMap(([path, file]): [string, string][] =>
      file.kind === 'text' ? [[path, file.text]] : [],
    ),
  );
  const { changes, edited } = inverse(record, mine);
  if (edited.length === 0) return changes;
  throw new UserError(
    'REFUSED',
    `Edited since ${record.command}: ${edited.map(printable).join(', ')}.`,
    'Nothing was changed. git can bring single files back.',
  );
}
