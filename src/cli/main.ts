/** Entry of both commands, and the only place that prints errors and sets the exit code. */
import { EXIT, UserError, type ExitCode } from '../errors.ts';
import { VERSION } from '../version.ts';
import { forbidColors, makeOutput, surviveLostReaders } from './output.ts';
import { run, type Program } from './run.ts';

export async function main(program: Program): Promise<void> {
  // Until the work says otherwise: a process that merely runs dry has not done it.
  process.exitCode = EXIT.bug;
  surviveLostReaders();
  const args = process.argv.slice(2);
  if (args.includes('--no-color')) forbidColors();
  try {
    process.exitCode = await run(program, args);
  } catch (error) {
    process.exitCode = report(error, args);
  }
}

function report(error: unknown, args: readonly string[]): ExitCode {
  const { exitCode, message, hint } = described(error);
  const stack = args.includes('--debug') && error instanceof Error ? `${error.stack}\n` : '';
  process.stderr.write([`Error: ${message}`, hint, stack].filter(Boolean).join('\n') + '\n');
  if (args.includes('--json')) {
    const kind = error instanceof UserError ? error.kind : 'BUG';
    makeOutput({ isJson: true }).document({
      schema: 1,
      ok: false,
      exitCode,
      error: { kind, message, hint },
    });
  }
  return exitCode;
}

interface Described {
  readonly exitCode: ExitCode;
  readonly message: string;
  readonly hint: string;
}

function described(error: unknown): Described {
  if (error instanceof UserError)
    return { exitCode: error.exitCode, message: error.message, hint: error.hint };
  const message = `this is a bug of create-backendbytes ${VERSION}: ${error instanceof Error ? error.message : String(error)}`;
  const hint =
    'Please report it (npm bugs create-backendbytes) with this command and --debug added.';
  return { exitCode: EXIT.bug, message, hint };
}
