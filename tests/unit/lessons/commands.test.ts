import { describe, expect, test } from 'vitest';
import { render, shop } from '../../support/answers.ts';
import { wrongWith } from '../../support/lesson-commands.ts';
import { commandsIn } from '../../support/shell.ts';

const answers = shop({ level: 3, database: 'postgres' });
const tree = await render(answers);
const problems = (script: string) =>
  commandsIn(script).flatMap((words) => wrongWith(words, { tree, answers, lesson: '' }) ?? []);

test.each([
  [
    'a pipe',
    'curl -s http://x | grep -i age',
    [
      ['curl', '-s', 'http://x'],
      ['grep', '-i', 'age'],
    ],
  ],
  [
    'quotes',
    `curl -d '{"a b":1}' -H "x: \\"y\\""`,
    [['curl', '-d', '{"a b":1}', '-H', 'x: \\"y\\"']],
  ],
  ['a comment', 'ls src   # all of it', [['ls', 'src']]],
  ['a # in a word', 'ls a#b', [['ls', 'a#b']]],
  ['a line that goes on', 'ls \\\n  src', [['ls', 'src']]],
  [
    'a list',
    'git clone x && cd x || true; ls',
    [['git', 'clone', 'x'], ['cd', 'x'], ['true'], ['ls']],
  ],
  ['a loop', 'for n in 1 2; do\n  ls $n\ndone', [['ls', '$n']]],
  ['an endless loop', 'while :; do ls; done', [['ls']]],
  ['a variable', 'U=1\nA=b npm run dev', [['npm', 'run', 'dev']]],
  [
    'a command in a value',
    'T=$(cat a | head -1)',
    [
      ['cat', 'a'],
      ['head', '-1'],
    ],
  ],
] as const)('the commands are found in %s', (_, script, commands) => {
  expect(commandsIn(script)).toEqual(commands);
});

describe('a command', () => {
  test.each([
    'npm run dev',
    'npm test',
    'npx vitest run tests/component',
    'npx --package create-backendbytes backendbytes add docker',
    'npx --package create-backendbytes backendbytes level-up 4 --dry-run',
    'node tools/run.mjs src/db/seed.ts',
    'node -p "1 + 1"',
    'curl -i http://localhost:3000/todos/$ID',
    'curl http://localhost:3000/nowhere',
    'grep -rn x src/app.ts',
  ])('that can be typed is right: %s', (command) => {
    expect(problems(command)).toEqual([]);
  });

  test.each([
    'npm run deploy',
    'npx vitest tests/component',
    'npx vitest run tests/no-such-folder',
    'npx create-backendbytes add docker',
    'npx --package create-backendbytes backendbytes install docker',
    'npx --package create-backendbytes backendbytes add kafka',
    'npx --package create-backendbytes backendbytes add jwt',
    'node tools/no-such-tool.mjs src/app.ts',
    'node tools/run.mjs try.ts',
    'node -e "1 +"',
    'curl http://localhost:3000/no-such-route',
    'curl http://localhost:3000/orders/1/items',
    'ls src/repositories',
    'sh tools/no-such-script.sh',
    'docker compose explode',
    'frobnicate',
  ])('that cannot be typed is found: %s', (command) => {
    expect(problems(command)).toHaveLength(1);
  });

  test('with a flag that is none is refused as the program would', () => {
    expect(() => problems('npx --package create-backendbytes backendbytes undo --fast')).toThrow(
      '--fast',
    );
  });

  test('of a file that the reader is told to write is right where the lesson names it', () => {
    const place = { tree, answers, lesson: 'Write `try.ts`, and run it.' };
    expect(wrongWith(['node', 'tools/run.mjs', 'try.ts'], place)).toBeUndefined();
  });
});
