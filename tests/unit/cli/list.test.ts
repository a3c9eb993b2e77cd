import { expect, test } from 'vitest';
import { list } from '../../../src/cli/list.ts';
import { LIST } from '../../../src/cli/flags.ts';
import { makeOutput, type Output } from '../../../src/cli/output.ts';
import { parse } from '../../../src/cli/parse.ts';
import { catalog } from '../../support/answers.ts';

/** What `backendbytes list …` says. */
function ask(...args: readonly string[]) {
  const said: string[] = [];
  const documents: unknown[] = [];
  const output: Output = {
    ...makeOutput({ isJson: args.includes('--json') }),
    say: (line = '') => void said.push(line),
    document: (value) => void documents.push(value),
    styled: (_, text) => text,
  };
  list(catalog, parse(args, LIST), output);
  return { said: said.join('\n'), document: documents[0] };
}

test('a starter that has a workshop says how long it is, and where', () => {
  const { said } = ask('starters');
  expect(said).toMatch(/^ {2}todo .*\n +workshop: 9 steps at level 2\n/m);
  expect(said).toMatch(/\n +workshop: 10 steps at level 3 on mongo, postgres\n/);
  expect(said).toMatch(/^ {2}auth .*\n +workshop: 15 steps at level 4 on mongo, postgres\n/m);
  expect(said).toMatch(/^ {2}shop .*\n {2}todo /m);
});

test('programs read the same', () => {
  const { starters } = ask('starters', '--json').document as {
    readonly starters: readonly { readonly id: string; readonly workshops?: unknown }[];
  };
  const workshops = Object.fromEntries(starters.map((one) => [one.id, one.workshops]));
  expect(workshops['todo']).toEqual([
    { level: 2, database: 'none', steps: 9 },
    { level: 3, database: 'mongo', steps: 10 },
    { level: 3, database: 'postgres', steps: 10 },
  ]);
  expect(workshops['shop']).toBeUndefined();
});
