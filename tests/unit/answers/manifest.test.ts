import fc from 'fast-check';
import { format } from 'prettier';
import { expect, test } from 'vitest';
import { formatJson } from '../../../src/answers/format-json.ts';
import { fromManifest, toManifest } from '../../../src/answers/manifest.ts';
import { UserError } from '../../../src/errors.ts';
import { VERSION } from '../../../src/version.ts';
import { answers, small } from '../../support/catalogs.ts';

const digest = 'a'.repeat(64);
const full = answers({
  level: 4,
  database: 'plums',
  features: ['crate', 'queue', 'redis'],
  modules: [
    { name: 'books', fields: ['title:string'] },
    { name: 'authors', fields: [] },
  ],
});
const read = (text: string) => fromManifest(text, '.backendbytes.json', small);

test('what is written is read back', () => {
  const text = toManifest(full, { 'src/index.ts': digest });
  expect(read(text)).toEqual({
    schema: 1,
    generator: VERSION,
    answers: full,
    files: { 'src/index.ts': digest },
  });
});

test('the order in which answers were given leaves no trace', () => {
  const reversed = Object.fromEntries(Object.entries(full).reverse()) as unknown as typeof full;
  expect(toManifest(reversed, {})).toBe(toManifest(full, {}));
});

test('install and git are not kept', () => {
  expect(toManifest({ ...full, ...{ install: true, git: true } }, {})).not.toMatch(
    /"(install|git)"/,
  );
});

test('the text is as prettier would write it', async () => {
  const strings = fc.array(fc.string({ maxLength: 30 }), { maxLength: 12 });
  const modules = fc.array(fc.record({ name: fc.string(), fields: strings }), { maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(
      strings,
      modules,
      fc.dictionary(fc.string(), fc.string()),
      async (features, list, files) => {
        const text = formatJson({
          schema: 1,
          answers: { features, modules: list, example: true },
          files,
        });
        expect(await format(text, { parser: 'json', singleQuote: true, printWidth: 100 })).toBe(
          text,
        );
      },
    ),
    { numRuns: 200 },
  );
});

test.each([
  ['not json', 'it is not JSON'],
  ['[]', 'it has no generator and answers'],
  ['{}', 'it has no generator and answers'],
  [
    JSON.stringify({ schema: 2, generator: '9.0.0', answers: full, files: {} }),
    'has schema 2; this version reads 1',
  ],
  [JSON.stringify({ schema: 1, generator: 1, answers: full, files: {} }), 'generator is missing'],
  [
    JSON.stringify({ schema: 1, generator: '1.0.0', answers: { ...full, level: 7 }, files: {} }),
    'level in .backendbytes.json: 7 is not one of',
  ],
  [
    JSON.stringify({ schema: 1, generator: '1.0.0', answers: full, files: { a: 'x' } }),
    'not 64 hex digits',
  ],
])('%s is refused: %s', (text, reason) => {
  expect(() => read(text)).toThrow(UserError);
  expect(() => read(text)).toThrow(reason);
});
