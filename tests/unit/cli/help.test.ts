import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { complete, CREATE, PROGRAM, SUBCOMMANDS } from '../../../src/cli/flags.ts';
import { EXIT_CODES, helpText } from '../../../src/cli/help.ts';
import { EXIT } from '../../../src/errors.ts';
import { catalog } from '../../support/answers.ts';
import { small } from '../../support/catalogs.ts';

const root = path.join(import.meta.dirname, '../../..');
const docs = readFileSync(path.join(root, 'docs/commands.md'), 'utf8');
const commands = [CREATE, PROGRAM, ...SUBCOMMANDS].map((command) => complete(command, catalog));

/** The part of the docs that belongs to a command: from its heading to the next one. */
const section = (name: string): string =>
  docs.split(/^## /m).find((part) => part.startsWith(`\`${name}`)) ?? '';

describe.each(commands)('$name', (command) => {
  const help = helpText(command, small);

  test('its help shows every flag that is not the default anyway', () => {
    for (const { name, value, isDefault } of command.flags) {
      if (!isDefault) expect(help).toContain(`--${name}${value ? ` ${value}` : ''}`);
    }
  });

  test('its help fits a screen', () => {
    const lines = help.split('\n');
    expect(lines.length).toBeLessThanOrEqual(45);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  test('its flags and those of the docs are the same', () => {
    const documented = [...section(command.name).matchAll(/^\| `(?:-\w`, `)?--([\w-]+)/gm)].map(
      ([, name]) => name,
    );
    expect(documented.sort()).toEqual(command.flags.map(({ name }) => name).sort());
  });

  test('the docs tell values, short names and other spellings', () => {
    for (const { name, value, short, aliases = [] } of command.flags) {
      const row =
        section(command.name)
          .split('\n')
          .find((line) =>
            line.includes(`\`--${name}${value ? ` ${value.replace('|', '\\|')}` : ''}\``),
          ) ?? '';
      for (const spelling of [
        ...(short ? [`-${short}`] : []),
        ...aliases.map((alias) => `--${alias}`),
      ])
        expect(row).toContain(`\`${spelling}\``);
    }
  });
});

test('the exit codes of the docs, of the help and of the program are the same', () => {
  const documented = [...docs.matchAll(/^\| (\d+) +\| (.+?) +\|$/gm)].map(([, code, meaning]) => [
    code,
    meaning,
  ]);
  expect(documented).toEqual(EXIT_CODES);
  expect(
    Object.values(EXIT)
      .map(String)
      .every((code) => EXIT_CODES.some(([known]) => known === code)),
  ).toBe(true);
});

test('every command is in the help of the program', () => {
  for (const { name } of SUBCOMMANDS)
    expect(helpText(PROGRAM, small)).toContain(`  ${name.replace('backendbytes ', '')} `);
});

test('words a flag takes come from the catalog', () => {
  expect(helpText(CREATE, small)).toMatch(/--level <n> .*: 2, 3, 4\n/);
  expect(helpText(CREATE, small)).toMatch(/--database <id> .*: none, pears, fruit, plums\n/);
});

test('the oldest Node is the same in the check and in package.json', () => {
  const { engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
    engines: { node: string };
  };
  expect(readFileSync(path.join(root, 'bin/check-node.js'), 'utf8')).toContain(
    `needs Node ${engines.node.replace('>=', '>= ')};`,
  );
});
