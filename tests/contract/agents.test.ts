/** AGENTS.md is read by programs, which believe every word: what it names is there. */
import { expect, test } from 'vitest';
import { textOf, render } from '../support/answers.ts';
import { labelOf, validAnswers } from '../support/combinations.ts';

// Without the example, folders such as src/controllers/ come with the first module.
const projects = validAnswers().filter(
  ({ example, modules, features }) => example && modules.length === 0 && features.length === 0,
);

test.each(
  projects.filter(({ level }) => level >= 2).map((answers) => [labelOf(answers), answers] as const),
)('%s', async (_, answers) => {
  const tree = await render(answers);
  const text = textOf(tree, 'AGENTS.md');
  const paths = [...text.matchAll(/`((?:src|tests|tools|docs)\/[^`*\s]*)`|\]\(([^)#:]+)\)/g)].map(
    ([, code, link]) => code ?? link ?? '',
  );
  expect(paths.length).toBeGreaterThan(8);
  const missing = paths.filter(
    (path) => ![...tree.keys()].some((file) => file === path || file.startsWith(path)),
  );
  expect(missing).toEqual([]);
  const { scripts } = JSON.parse(textOf(tree, 'package.json')) as { scripts: object };
  const named = [...text.matchAll(/^npm run ([\w:]+)/gm)].map(([, name]) => name);
  expect(named).toHaveLength(4);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
});
