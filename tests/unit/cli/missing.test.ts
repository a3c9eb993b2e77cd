import { expect, test } from 'vitest';
import { refuseMissing } from '../../../src/cli/missing.ts';
import { UserError } from '../../../src/errors.ts';
import { small } from '../../support/catalogs.ts';

const complete = {
  level: 2,
  database: 'none',
  features: [],
  packageManager: 'npm',
  install: true,
  git: true,
} as const;

test('every missing answer is listed with its flag and the words it takes', () => {
  const refuse = () => refuseMissing({ draft: {} }, false, small);
  expect(refuse).toThrow(UserError);
  for (const row of [
    'project directory',
    '--level 2|3|4',
    '--database none|pears|fruit|plums',
    '--features crate|straw|lid|queue|redis|pickle|none',
    '--package-manager npm|pnpm|yarn|bun',
    '--no-install or --install',
    '--no-git or --git',
  ]) {
    expect(refuse).toThrow(row);
  }
});

test('only what is missing is listed', () => {
  const refuse = () =>
    refuseMissing(
      { draft: { ...complete, database: undefined } as never, place: 'shop' },
      false,
      small,
    );
  expect(refuse).toThrow(/missing:\n {2}--database [^\n]*$/);
});

test('with --yes only the directory can be missing', () => {
  expect(() => refuseMissing({ draft: {} }, true, small)).toThrow(
    /missing:\n {2}a project directory is required[^\n]*$/,
  );
  expect(() => refuseMissing({ draft: {}, place: 'shop' }, true, small)).not.toThrow();
});

test('with every answer nothing is missing', () => {
  expect(() => refuseMissing({ draft: complete, place: 'shop' }, false, small)).not.toThrow();
});
