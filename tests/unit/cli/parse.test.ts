import { describe, expect, test } from 'vitest';
import { answersFromFlags } from '../../../src/answers/from-flags.ts';
import { CREATE } from '../../../src/cli/flags.ts';
import { has, parse, valueOf } from '../../../src/cli/parse.ts';
import { UserError } from '../../../src/errors.ts';
import { small } from '../../support/catalogs.ts';

const read = (...args: readonly string[]) => answersFromFlags(parse(args, CREATE).given, small);

test.each([
  [['--level', '3'], { level: 3 }],
  [['--level=3'], { level: 3 }],
  [['--database', 'fruit'], { database: 'pears' }],
  [['--db', 'plums'], { database: 'plums' }],
  [['--features', 'redis,crate'], { features: ['crate', 'redis'] }],
  [['--features', 'redis', '--features', 'crate, redis'], { features: ['crate', 'redis'] }],
  [['--features', 'none'], { features: [] }],
  [['--features='], { features: [] }],
  [
    ['--module', 'books title:string', '--module', 'authors name:string'],
    {
      modules: [
        { name: 'books', fields: ['title:string'] },
        { name: 'authors', fields: ['name:string'] },
      ],
    },
  ],
  [['--no-example'], { example: false }],
  [['--no-install', '--install'], { install: true }],
  [['--install', '--no-install'], { install: false }],
  [['--no-git'], { git: false }],
  [['--package-manager', 'bun'], { packageManager: 'bun' }],
  [['--description=-x'], { description: '-x' }],
  [['--yes', 'shop'], {}],
])('%j says %j', (args, draft) => {
  expect(read(...args)).toEqual(draft);
});

test.each([
  [['--tempalte', 'x'], 'Unknown option --tempalte.', 'Did you mean --template?'],
  [['--qwertyui', 'x'], 'Unknown option --qwertyui.', '--help lists all options'],
  [['--databse', 'x'], 'Unknown option --databse.', 'Did you mean --database?'],
  [['--databse=x'], 'Unknown option --databse.', 'Did you mean --database?'],
  [['--__proto__'], 'Unknown option --__proto__.', ''],
  [['--Yes'], 'Unknown option --Yes.', 'Did you mean --yes?'],
  [['-rf'], 'Unknown option -r.', ''],
  [['--a\u202eb'], 'Unknown option --a\\u202eb.', ''],
  [['--name'], '--name needs a value: --name <name>.', ''],
  [['--name', '--yes'], '--name needs a value', ''],
  [['--yes=1'], '--yes takes no value.', 'Write --yes alone.'],
  [['--no-install=false'], '--no-install takes no value.', ''],
  [['--level', '2', '--level', '3'], '--level is given twice, with different values.', ''],
])('%j is refused: %s %s', (args, message, hint) => {
  expect(() => read(...args)).toThrow(UserError);
  expect(said(args)).toContain(message);
  expect(said(args)).toContain(hint);
});

describe('beside the answers', () => {
  test('what follows -- is no option', () => {
    expect(parse(['--', '-rf'], CREATE).positionals).toEqual(['-rf']);
  });

  test('a dash alone is a value', () => {
    expect(valueOf(parse(['--config', '-'], CREATE), 'config')).toBe('-');
  });

  test('short names are the long ones', () => {
    expect(has(parse(['-y'], CREATE), 'yes')).toBe(true);
    expect(has(parse(['-h'], CREATE), 'help')).toBe(true);
    expect(has(parse(['-v'], CREATE), 'version')).toBe(true);
  });

  test('an alias is the flag itself', () => {
    expect(valueOf(parse(['--db=x'], CREATE), 'database')).toBe('x');
  });
});

function said(args: readonly string[]): string {
  try {
    read(...args);
  } catch (error) {
    return error instanceof UserError ? `${error.message} ${error.hint}` : String(error);
  }
  return 'nothing';
}
