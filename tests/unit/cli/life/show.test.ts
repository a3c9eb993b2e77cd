import { expect, test } from 'vitest';
import { render, shop, textOf } from '../../../support/answers.ts';
import { projectOnDisk } from '../../../support/project.ts';

test('a file that is already as the change wants it is called identical, and left alone', async () => {
  const project = await projectOnDisk(shop());
  const next = await render(shop({ features: ['docker'] }));
  project.write('Dockerfile', textOf(next, 'Dockerfile').replaceAll('\n', '\r\n'));
  const { exit, said } = await project.run('add', 'docker', '--dry-run');
  expect([exit, said]).toEqual([0, expect.stringMatching(/^ {2}identical Dockerfile$/m)]);
  const { document } = await project.run('add', 'docker', '--dry-run', '--json');
  expect(document).toMatchObject({ ok: true, identical: ['Dockerfile'] });
});

test('level-up --explain tells the goal, every new lesson, and the diff of this project', async () => {
  const project = await projectOnDisk(shop());
  project.edit('src/app.ts', (text) => `// mine\n${text}`);
  project.commit();
  const args = ['level-up', '3', '--database', 'postgres', '--explain', '--dry-run'];
  const { said } = await project.run(...args);
  expect(said).toMatch(/^Level 3: \S.*[\s\S]*The goal: /);
  expect(said.indexOf('L3-C05-indexing.md')).toBeGreaterThan(0);
  expect(said).not.toContain('L2-C01-server.md\n\n');
  expect(said).toContain('+++ b/src/db/migrator.ts');
  const { document } = await project.run(...args, '--json');
  const { lessons, changes } = document as {
    lessons: { title: string; about: string }[];
    changes: { path: string; diff: string }[];
  };
  expect(lessons.length).toBeGreaterThan(5);
  expect(lessons.filter(({ title, about }) => title === '' || about.length < 20)).toEqual([]);
  expect(changes.filter(({ diff }) => diff === '')).toEqual([]);
});
