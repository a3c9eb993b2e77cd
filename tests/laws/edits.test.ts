/** Law 4 as a table: what owners do × what we do to it afterwards. Prints the table; few pairs may conflict, no line may be lost. */
import ts from 'typescript';
import { afterAll, describe, expect, test } from 'vitest';
import { mergeFile } from '../../src/evolve/policies.ts';
import { evolve } from '../../src/evolve/evolve.ts';
import type { Answers, Change, Tree } from '../../src/types.ts';
import { render, shop } from '../support/answers.ts';
import { EDITS, type Files } from '../support/edits.ts';

const books = { name: 'books', fields: ['title:string', 'price:decimal', 'soldOut:boolean=false'] };
const at3 = (database: string, more: Partial<Answers> = {}) =>
  shop({ level: 3, database, ...more });
const OPERATIONS: readonly (readonly [name: string, before: Answers, after: Answers])[] = [
  ['generate module, level 2', shop(), shop({ modules: [books] })],
  ['generate module, postgres', at3('postgres'), at3('postgres', { modules: [books] })],
  ['generate module, mongo', at3('mongo'), at3('mongo', { modules: [books] })],
  ['destroy module, postgres', at3('postgres', { modules: [books] }), at3('postgres')],
  [
    'generate middleware',
    shop(),
    shop({ generated: [{ generator: 'middleware', name: 'audit-log' }] }),
  ],
  ['add docker, level 2', shop(), shop({ features: ['docker'] })],
  ['add docker, postgres', at3('postgres'), at3('postgres', { features: ['docker'] })],
  ['remove docker, mongo', at3('mongo', { features: ['docker'] }), at3('mongo')],
  ['level-up 3, postgres', shop(), at3('postgres')],
  ['level-up 3, mongo', shop(), at3('mongo')],
];

const rows = new Map<string, string[]>();
let pairs = 0;
let clean = 0;

const filesOf = (tree: Tree): Files => new Map([...tree].map(([path, { text }]) => [path, text]));

function applied(mine: ReadonlyMap<string, string>, changes: readonly Change[]): Files {
  const all = new Map(mine);
  for (const change of changes) {
    if (change.kind === 'delete') all.delete(change.path);
    else if (change.kind !== 'conflict') all.set(change.path, change.file.text);
  }
  return all;
}

const linesWithMine = (files: ReadonlyMap<string, string>): readonly string[] =>
  [...files].flatMap(([path, text]) =>
    text
      .split(/\r?\n/)
      .filter((line) => line.includes('MINE'))
      .map((line) => `${path}: ${line}`),
  );

const parses = (path: string, text: string): boolean => {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest) as ts.SourceFile & {
    readonly parseDiagnostics: readonly object[];
  };
  return source.parseDiagnostics.length === 0;
};

describe.each(OPERATIONS)('%s', (operation, before, after) => {
  test.each(EDITS)('$name', async ({ name, apply }) => {
    const [base, next] = [await render(before), await render(after)];
    const mine = filesOf(base);
    const touched = apply(mine);
    if (touched.length === 0) return void rows.set(name, [...(rows.get(name) ?? []), '-']);
    const changes = evolve({ base, mine, next });
    const conflicts = changes.filter(({ kind }) => kind === 'conflict');
    const result = applied(mine, changes);
    const kept = new Set(linesWithMine(result));
    expect(linesWithMine(mine).filter((line) => !kept.has(line))).toEqual([]);
    const broken = [...result].filter(
      ([path, text]) => path.endsWith('.ts') && mine.get(path) !== text && !parses(path, text),
    );
    expect(broken.map(([path]) => path)).toEqual([]);
    pairs += 1;
    if (conflicts.length === 0) clean += 1;
    const mark = conflicts.length === 0 ? 'clean' : `${conflicts.length} in conflict`;
    rows.set(name, [...(rows.get(name) ?? []), mark]);
  });
});

test('at least 95 of 100 pairs merge without a conflict', () => {
  expect(pairs).toBeGreaterThan(150);
  expect(clean / pairs).toBeGreaterThanOrEqual(0.95);
});

test('a conflict in text can be written with both versions in it', () => {
  const [base, mine, next] = ['a\nb\nc\n', 'a\nMINE\nc\n', 'a\nours\nc\n'] as const;
  expect(mergeFile('src/a.ts', { base, mine, next })).toMatchObject({
    kind: 'conflict',
    marked: expect.stringMatching(/MINE[\s\S]*ours/),
  });
});

afterAll(() => {
  const names = OPERATIONS.map(([name], place) => `${place + 1} ${name}`);
  const table = [...rows].map(
    ([name, marks]) => `${name.padEnd(48)} ${marks.map((mark) => mark.padEnd(14)).join('')}`,
  );
  console.log([...names, '', ...table, '', `${clean} of ${pairs} pairs are clean`].join('\n'));
});
