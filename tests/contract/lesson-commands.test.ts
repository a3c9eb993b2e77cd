/**
 * What a lesson tells its reader to type can be typed. Commands that need neither a server nor packages are run here; those
 * that need packages are run on whole projects, by tests/e2e/lifecycle.test.ts, and those of levels 0 and 1 by
 * tests/e2e/drills.test.ts.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { onceEach } from '../../src/once.ts';
import type { Tree } from '../../src/types.ts';
import { render, textOf } from '../support/answers.ts';
import { wrongWith } from '../support/lesson-commands.ts';
import { fences, FOLDER, projects } from '../support/lessons.ts';
import { scratch } from '../support/scratch.ts';
import { commandsIn } from '../support/shell.ts';

const RUN_HERE = ['grep', 'ls'];

describe.each(projects.filter(({ answers }) => answers.level >= 2))('at $title', ({ answers }) => {
  test('every command of a lesson is one', async () => {
    const tree = await render(answers);
    const wrong = scriptsIn(tree).flatMap(({ file, lesson, script }) =>
      commandsIn(script).flatMap((words) => {
        const problem = wrongWith(words, { tree, answers, lesson });
        return problem === undefined ? [] : [`${file}: ${words.join(' ')}: ${problem}`];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test('every script of a lesson is one that a shell can read', async () => {
    for (const { script } of scriptsIn(await render(answers))) readByShell(script);
  });

  test('what needs nothing but files finds something in them', async () => {
    const tree = await render(answers);
    const dir = written(tree);
    const commands = scriptsIn(tree).flatMap(({ script }) => commandsIn(script));
    const alone = commands.filter(
      ([program = '', ...args]) =>
        RUN_HERE.includes(program) && args.some((word) => /^src/.test(word)),
    );
    for (const [program = '', ...args] of alone) {
      expect(execFileSync(program, args, { cwd: dir, encoding: 'utf8' })).not.toBe('');
    }
  });
});

/** @throws what the shell says of it */
const readByShell = onceEach((script) =>
  execFileSync('sh', ['-n'], { input: script, stdio: 'pipe', encoding: 'utf8' }),
);

/** But those of levels 0 and 1, which are about programs that the drills bring. */
function scriptsIn(tree: Tree) {
  return [...tree.keys()]
    .filter((file) => file.startsWith(FOLDER) && !/\/L[01]-/.test(file))
    .flatMap((file) => {
      const lesson = textOf(tree, file);
      const scripts = fences(lesson).filter(({ info }) => info === 'sh');
      return scripts.map(({ content: script }) => ({ file, lesson, script }));
    });
}

function written(tree: Tree): string {
  const dir = scratch();
  for (const [file, { text }] of tree) {
    mkdirSync(path.join(dir, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(dir, file), text);
  }
  return dir;
}
