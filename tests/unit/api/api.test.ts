import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkIn } from '../../../src/api/check.ts';
import { createIn } from '../../../src/api/create.ts';
import { evolveIn } from '../../../src/api/evolve.ts';
import plopfile from '../../../src/api/plop.ts';
import type { EvolveOptions, Operation } from '../../../src/api/types.ts';
import { UserError } from '../../../src/errors.ts';
import { catalog, render, shop } from '../../support/answers.ts';
import { projectOnDisk, type TestProject } from '../../support/project.ts';
import { scratch } from '../../support/scratch.ts';

const evolve = ({ root }: TestProject, operation: Operation, options: EvolveOptions = {}) =>
  evolveIn(root, { operation, options }, catalog);

test('create writes what render gives, and refuses a folder that holds something', async () => {
  const dir = path.join(scratch(), 'shop');
  const { files } = await createIn(dir, shop(), catalog);
  expect(files).toEqual([...(await render(shop())).keys()]);
  expect(fs.existsSync(path.join(dir, 'src/app.ts'))).toBe(true);
  await expect(createIn(dir, shop(), catalog)).rejects.toBeInstanceOf(UserError);
});

describe('evolve', () => {
  test('does what the command of that name does', async () => {
    const project = await projectOnDisk(shop());
    const books = { generate: 'module', name: 'books', fields: ['title:string'] };
    const planned = await evolve(project, books, { dryRun: true });
    expect(planned.changes.map(({ kind, path: file }) => `${kind} ${file}`)).toContain(
      'create src/models/book.model.ts',
    );
    expect(planned.changes.every(({ diff }) => diff.startsWith('---'))).toBe(true);
    expect(project.has('src/models/book.model.ts')).toBe(false);
    expect(await evolve(project, books)).toMatchObject({ ok: true });
    expect(await evolve(project, books)).toMatchObject({ ok: true, changes: [] });
    expect(await evolve(project, { add: ['docker'] })).toMatchObject({
      answers: { features: ['docker'] },
    });
    expect(await evolve(project, { remove: ['docker'] })).toMatchObject({ ok: true });
    expect(await evolve(project, { destroy: 'module', name: 'books' })).toMatchObject({ ok: true });
    project.commit();
    const up = await evolve(project, { levelUp: 3, database: 'mongo' }, { dryRun: true });
    expect(up).toMatchObject({ ok: true, answers: { level: 3, database: 'mongo' } });
    expect(await evolve(project, { update: true })).toMatchObject({ changes: [] });
  });

  test('answers conflicts as values, and takes no name for a flag', async () => {
    const project = await projectOnDisk(shop());
    project.write('Dockerfile', 'mine\n');
    const { ok, changes } = await evolve(project, { add: ['docker'] });
    expect(ok).toBe(false);
    expect(changes).toContainEqual({
      kind: 'conflict',
      path: 'Dockerfile',
      reason: expect.any(String),
      diff: '',
    });
    expect(project.read('Dockerfile')).toBe('mine\n');
    await expect(evolve(project, { generate: 'module', name: '--yes' })).rejects.toThrow(
      'cannot be called',
    );
  });
});

test('check finds what doctor finds', async () => {
  const { root } = await projectOnDisk(shop());
  const { ok, findings } = await checkIn(root, catalog);
  expect(ok).toBe(true);
  expect(findings.map(({ name }) => name)).toContain('node');
});

test('plain plop gets our generator, included by default', () => {
  const set: Record<string, unknown> = {};
  plopfile({
    setDefaultInclude: (include) => (set['include'] = include),
    setGenerator: (name, generator) => (set[name] = generator),
    getDestBasePath: () => '/nowhere',
  });
  expect(set).toMatchObject({
    include: { generators: true },
    module: { prompts: [{ name: 'name' }, { name: 'fields' }] },
  });
});
