import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { toManifest } from '../../../src/answers/manifest.ts';
import { CREATE } from '../../../src/cli/flags.ts';
import { parse } from '../../../src/cli/parse.ts';
import { readRequest } from '../../../src/cli/request.ts';
import { answers, small } from '../../support/catalogs.ts';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(path.join(tmpdir(), 'config-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

function config(text: string): string {
  const file = path.join(dir, 'answers.json');
  writeFileSync(file, text);
  return file;
}
const read = (...args: readonly string[]) => readRequest(parse(args, CREATE), small);

test('a config file answers, and flags win over it', async () => {
  const file = config('{ "name": "@team/shop", "level": 3, "database": "fruit", "git": false }');
  const { start } = await read('--config', file, '--level', '4');
  expect(start).toMatchObject({
    place: 'shop',
    draft: { name: '@team/shop', level: 4, database: 'pears', git: false },
  });
});

test('the record of a project is a config file, too', async () => {
  const { start } = await read('elsewhere', '--config', config(toManifest(answers(), {})));
  expect(start).toMatchObject({ place: 'elsewhere', draft: answers() });
});

test('a byte order mark is no part of JSON', async () => {
  expect((await read('--config', config('\uFEFF{ "level": 2 }'))).start.draft).toEqual({
    level: 2,
  });
});

test.each([
  ['{ "levle": 3 }', 'levle in '],
  ['{ "level": 9 }', 'level in '],
  ['[1]', 'wants an object'],
  ['{', 'is not JSON'],
])('a config file with %s is refused: %s', async (text, message) => {
  await expect(read('--config', config(text))).rejects.toThrow(message);
});

test('a config file that is not there is named', async () => {
  await expect(read('--config', 'nowhere.json')).rejects.toThrow(
    '--config nowhere.json cannot be read: ENOENT',
  );
});

test('the folder follows from the package name', async () => {
  expect((await read('--name', '@team/shop')).start.place).toBe('shop');
});

test('without folder and name there is no place', async () => {
  expect((await read()).start.place).toBeUndefined();
});

test('two folders are one too many', async () => {
  await expect(read('my', 'shop')).rejects.toThrow('"shop" is too much');
});

test('a conflict in the folder is an error unless it is to be merged', async () => {
  expect((await read()).start.isMergeWanted).toBe(false);
  expect((await read('--directory-conflict', 'merge')).start.isMergeWanted).toBe(true);
  await expect(read('--directory-conflict', 'merg')).rejects.toMatchObject({
    hint: 'Did you mean merge?',
  });
});
