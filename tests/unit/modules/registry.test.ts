import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { UserError } from '../../../src/errors.ts';
import { loadRegistry } from '../../../src/modules/registry.ts';

const echo = (name: string, fields: readonly string[]) => Promise.resolve({ name, fields });

test('our generators are listed with their questions as data', async () => {
  const [module, ...others] = (await loadRegistry(echo)).listGenerators();
  expect(others).toEqual([]);
  expect(module).toMatchObject({ name: 'module', prompts: [{ name: 'name' }, { name: 'fields' }] });
});

test.each([
  [
    { name: 'orders', fields: ['title', 'on:date?'] },
    { name: 'orders', fields: ['title', 'on:date?'] },
  ],
  [
    { name: 'orders', fields: ' title  on:date? ' },
    { name: 'orders', fields: ['title', 'on:date?'] },
  ],
  [{ name: 'orders' }, { name: 'orders', fields: [] }],
])('the answers %o reach the pipeline, whose result comes back', async (answers, result) => {
  expect(await (await loadRegistry(echo)).runGenerator('module', answers)).toEqual(result);
});

test('what the pipeline throws comes back as it is', async () => {
  const error = new UserError('REFUSED', 'it is there already');
  const registry = await loadRegistry(() => Promise.reject(error));
  await expect(registry.runGenerator('module', { name: 'orders' })).rejects.toBe(error);
});

test.each([
  ['modul', { name: 'orders' }, 'There is no generator "modul".'],
  ['__proto__', { name: 'orders' }, 'There is no generator "__proto__".'],
  ['module', {}, 'A module needs a name.'],
  ['module', { name: 'orders', fields: [1] }, 'The fields of a module are texts.'],
])('%s with %o is wrong use', async (name, answers, message) => {
  await expect((await loadRegistry(echo)).runGenerator(name, answers)).rejects.toMatchObject({
    kind: 'USAGE',
    message,
  });
});

test('runs at the same time keep their results apart', async () => {
  const registry = await loadRegistry(echo);
  const results = await Promise.all(
    ['a', 'b', 'c'].map((name) => registry.runGenerator('module', { name })),
  );
  expect(results.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
});

test('no code of the working directory is run', async () => {
  const dir = mkdtempSync(path.join(tmpdir(), 'registry-'));
  const before = process.cwd();
  writeFileSync(path.join(dir, 'package.json.js'), 'globalThis.wasRun = true;');
  writeFileSync(path.join(dir, 'plopfile.js'), 'globalThis.wasRun = true;');
  try {
    process.chdir(dir);
    await (await loadRegistry(echo)).runGenerator('module', { name: 'orders' });
  } finally {
    process.chdir(before);
    rmSync(dir, { recursive: true });
  }
  expect(globalThis).not.toHaveProperty('wasRun');
});
