import { realpathSync } from 'node:fs';
import { add, levelUp, remove, update } from '../cli/life/commands.ts';
import { destroy } from '../cli/life/destroy.ts';
import { generate } from '../cli/life/generate.ts';
import type { Tools } from '../cli/life/apply.ts';
import {
  ADD,
  complete,
  DESTROY,
  GENERATE,
  LEVEL_UP,
  REMOVE,
  UPDATE,
  type Command,
} from '../cli/flags.ts';
import { parse } from '../cli/parse.ts';
import { quietOutput } from '../cli/output.ts';
import { UserError } from '../errors.ts';
import type { Catalog } from '../types.ts';
import type { Evolved, EvolveOptions, Operation } from './types.ts';

interface Typed {
  readonly command: Command;
  readonly run: (tools: Tools) => Promise<number>;
  readonly args: readonly string[];
  readonly flags?: readonly string[];
}

export interface Asked {
  readonly operation: Operation;
  readonly options: EvolveOptions;
}

/** What is asked for is typed like a command, so that a call and a command can never differ. */
export async function evolveIn(
  dir: string,
  { operation, options }: Asked,
  catalog: Catalog,
): Promise<Evolved> {
  const { command, run, args, flags = [] } = typed(operation, options);
  const { output, documents } = quietOutput();
  const all = ['--json', '--diff', '--yes', ...flags, ...flagsOf(options), '--', ...args];
  const parsed = parse(all, complete(command, catalog));
  await run({ cwd: realpathSync(dir), parsed, output, catalog });
  const [document] = documents();
  if (!document) throw new UserError('REFUSED', 'Stopped by a signal.', 'Nothing was changed.');
  const { ok, answers, changes, identical, leftOut } = document as unknown as Evolved;
  return { ok, answers, changes, identical, leftOut };
}

const flagsOf = ({ dryRun, conflict }: EvolveOptions): readonly string[] => [
  ...(dryRun ? ['--dry-run'] : []),
  ...(conflict ? [`--conflict=${conflict}`] : []),
];

function typed(operation: Operation, { allowDirty }: EvolveOptions): Typed {
  const dirty = allowDirty ? ['--allow-dirty'] : [];
  if ('generate' in operation) {
    const { generate: generator, name, fields = [], options = [] } = operation;
    const flags = options.map((option) => `--${option}`);
    return { command: GENERATE, run: generate, args: [generator, name, ...fields], flags };
  }
  if ('destroy' in operation)
    return { command: DESTROY, run: destroy, args: [operation.destroy, operation.name] };
  if ('add' in operation) return { command: ADD, run: add, args: operation.add };
  if ('remove' in operation) return { command: REMOVE, run: remove, args: operation.remove };
  if ('levelUp' in operation) {
    const { levelUp: level, database } = operation;
    const flags = [...dirty, ...(database === undefined ? [] : [`--database=${database}`])];
    return { command: LEVEL_UP, run: levelUp, args: [String(level)], flags };
  }
  return { command: UPDATE, run: update, args: [], flags: dirty };
}
