/**
 * Every two choices that can be made together are made together in one of a few projects, which are installed and pass
 * their own checks. A run takes a slice of them, another one each day; PAIRWISE=3 takes the fourth, PAIRWISE=all takes all.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { everyChoice, saidBy, type Choice } from '../support/combinations.ts';
import { coveringSet, sliceOf } from '../support/covering.ts';
import { createProject } from './support/project.ts';
import { succeed } from './support/run.ts';
import { today } from './support/turn.ts';

const AT_ONCE = 4;
const CHECKS = ['typecheck', 'lint', 'format:check', 'test'];
const INSTALL = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund'];

const all = coveringSet(everyChoice(), saidBy);
const wanted = process.env['PAIRWISE'] ?? String(today);
const slice = wanted === 'all' ? all : sliceOf(all, { turn: Number(wanted), size: AT_ONCE });
console.log(`pairwise: ${slice.length} of ${all.length} projects, turn ${wanted}`);

describe.each(slice.map((choice) => [labelOf(choice), choice] as const))('%s', (_, choice) => {
  test('installs from its lockfile without a script, and is green', async () => {
    const project = await createProject(inject('packed'), flagsOf(choice));
    try {
      const at = { cwd: project.dir };
      await succeed('npm', ['install', '--package-lock-only', ...INSTALL], at);
      await succeed('npm', ['ci', ...INSTALL], at);
      const { scripts } = JSON.parse(
        readFileSync(path.join(project.dir, 'package.json'), 'utf8'),
      ) as { scripts: Readonly<Record<string, string>> };
      expect(Object.keys(scripts)).toEqual(expect.arrayContaining(CHECKS));
      for (const script of CHECKS) await project.script(script);
    } finally {
      project.remove();
    }
  }, 900_000);
});

function labelOf({ level, database, features, example }: Choice): string {
  const words = [`level ${level}`, database, ...features, ...(example ? [] : ['no example'])];
  return words.join(' · ');
}

/** `none` of features takes what comes along, and nothing that is only suggested. */
function flagsOf({ level, database, features, example }: Choice): readonly string[] {
  return [
    '--no-install',
    `--level=${level}`,
    ...(database === 'none' ? [] : [`--database=${database}`]),
    `--features=${features.join() || 'none'}`,
    ...(example ? [] : ['--no-example']),
  ];
}
