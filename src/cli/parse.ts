/** argv → flags and positionals, by the table of a command. Whatever the table does not know is refused. */
import { parseArgs } from 'node:util';
import type { Flag, Given } from '../answers/flags.ts';
import { nearest } from '../answers/nearest.ts';
import { UserError } from '../errors.ts';
import { printable } from '../names.ts';
import type { Command } from './flags.ts';

export interface Parsed {
  readonly given: readonly Given[];
  readonly positionals: readonly string[];
}

export function parse(args: readonly string[], command: Command): Parsed {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(command.flags.flatMap(optionRows)),
    strict: false,
    tokens: true,
    allowPositionals: true,
  });
  const given = tokens.flatMap((token) => (token.kind === 'option' ? [match(token, command)] : []));
  refuseTwice(given);
  const positionals = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  return { given, positionals };
}

export const has = ({ given }: Parsed, name: string): boolean =>
  given.some(({ flag }) => flag.name === name);

/** The value of a flag; undefined when it was not given. */
export const valueOf = ({ given }: Parsed, name: string): string | undefined =>
  given.findLast(({ flag }) => flag.name === name)?.value;

const optionRows = ({ name, short, aliases = [], value }: Flag) =>
  [name, ...aliases].map((spelling) => {
    const option = { type: value ? ('string' as const) : ('boolean' as const), multiple: true };
    return [spelling, short && spelling === name ? { ...option, short } : option] as const;
  });

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function match(token: OptionToken, command: Command): Given {
  const flag = command.flags.find(
    ({ name, aliases }) => name === token.name || aliases?.includes(token.name),
  );
  const typed = printable(token.rawName);
  if (!flag) throw unknown(typed, token.name, command);
  if (!flag.value) {
    if (token.value === undefined) return { flag };
    throw new UserError('USAGE', `${typed} takes no value.`, `Write ${typed} alone.`);
  }
  // `--name --yes` is a forgotten value; whoever means one with a dash writes `--name=-x`. `-` alone is stdin.
  const isForgotten = token.value === undefined || (!token.inlineValue && /^-./.test(token.value));
  if (isForgotten) throw new UserError('USAGE', `${typed} needs a value: ${typed} ${flag.value}.`);
  return { flag, value: token.value ?? '' };
}

function unknown(typed: string, name: string, { flags, name: command }: Command): UserError {
  const meant =
    name.length > 1
      ? nearest(
          name,
          flags.flatMap((flag) => [flag.name, ...(flag.aliases ?? [])]),
        )
      : undefined;
  const hint = meant ? `Did you mean --${meant}?` : `${command} --help lists all options.`;
  return new UserError('USAGE', `Unknown option ${typed}.`, hint);
}

function refuseTwice(given: readonly Given[]): void {
  const valued = given.filter(({ flag }) => flag.value && !flag.isRepeatable);
  const twice = valued.find(({ flag, value }) =>
    valued.some((other) => other.flag === flag && other.value !== value),
  );
  if (twice)
    throw new UserError(
      'USAGE',
      `--${twice.flag.name} is given twice, with different values.`,
      'Keep one of them.',
    );
}
