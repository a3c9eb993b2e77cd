/** Lines that are put into code which does not parse end up anywhere: its owner mends it first. */
import { syntaxProblemIn } from '../../compose/format.ts';
import { UserError } from '../../errors.ts';
import { printable } from '../../names.ts';
import type { Change } from '../../types.ts';
import type { Trees } from '../../evolve/evolve.ts';

const IS_CODE = /\.[cm]?[jt]s$/;

/** @throws UserError REFUSED when code that its owner edited would be merged, and cannot be read. */
export async function refuseBroken(
  changes: readonly Change[],
  { base, mine }: Pick<Trees, 'base' | 'mine'>,
): Promise<void> {
  for (const { kind, path } of changes) {
    const own = mine.get(path);
    const isMerged = kind === 'update' && IS_CODE.test(path) && own !== base.get(path)?.text;
    const problem = isMerged ? await syntaxProblemIn(path, own ?? '') : undefined;
    if (!problem) continue;
    throw new UserError(
      'REFUSED',
      `${printable(path)}:${problem.line} does not parse, so it cannot be merged: ${printable(problem.reason)}`,
      'Mend it, then try again. Nothing was changed.',
    );
  }
}
