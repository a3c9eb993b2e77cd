/** One screen of help, from the flag table. */
import type { Flag } from '../answers/flags.ts';
import type { Catalog } from '../types.ts';
import { CREATE, PROGRAM, SUBCOMMANDS, type Command } from './flags.ts';

export const EXIT_CODES: readonly (readonly [code: string, meaning: string])[] = [
  ['0', 'the asked state is on disk, or there was nothing to do'],
  ['1', 'a bug of ours'],
  ['2', 'wrong use: flag, value, name, missing answer'],
  ['3', 'refused because of what is on disk'],
  ['4', 'the environment: permission, disk, network, Node version'],
  ['5', 'the project is complete, a later step failed (install, git)'],
  ['130', 'cancelled (129 hang-up, 143 terminated)'],
];

const EXAMPLES: readonly string[] = [
  'npm create backendbytes@latest',
  'npx create-backendbytes my-api --yes',
  'npx create-backendbytes my-api --yes --module "books title:string pages:integer"',
];

export function helpText(command: Command, catalog: Catalog): string {
  const lines = [
    `${usage(command)}`,
    command.about,
    ...(command === PROGRAM ? section('Commands', SUBCOMMANDS.map(commandRow)) : []),
    ...section(
      'Options',
      command.flags.filter(({ isDefault }) => !isDefault).map((flag) => flagRow(flag, catalog)),
    ),
    ...(command === CREATE
      ? section(
          'Examples',
          EXAMPLES.map((example) => [example]),
        )
      : []),
    ...section('Exit codes', EXIT_CODES),
  ];
  return lines.join('\n');
}

const usage = ({ name, argument = '' }: Command): string =>
  `Usage: ${[name, argument, '[options]'].filter(Boolean).join(' ')}`;

const commandRow = ({ name, about }: Command): readonly string[] => [
  name.replace('backendbytes ', ''),
  about,
];

/** `-y, --yes`, `--level <n>`; the words it may be come last. */
function flagRow(
  { name, short, value, about, allowed }: Flag,
  catalog: Catalog,
): readonly string[] {
  const spelling = `${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`;
  const words = allowed?.(catalog) ?? [];
  return [spelling, words.length === 0 ? about : `${about}: ${words.join(', ')}`];
}

function section(title: string, rows: readonly (readonly string[])[]): readonly string[] {
  const width = Math.max(...rows.map(([first = '']) => first.length));
  return [
    '',
    `${title}:`,
    ...rows.map(([first = '', second = '']) => `  ${first.padEnd(width)}  ${second}`.trimEnd()),
  ];
}
