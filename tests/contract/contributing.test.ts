/** CONTRIBUTING.md promises a newcomer that its feature works: here it is added, word for word, and held to the contract. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readCatalog } from '../../src/catalog/read.ts';
import { compose } from '../../src/compose/compose.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import { root, shop } from '../support/answers.ts';
import { typeCheck } from '../support/type-check.ts';

const copy = mkdtempSync(path.join(tmpdir(), 'backendbytes-newcomer-'));
afterAll(() => rmSync(copy, { recursive: true, force: true }));

test('the feature of CONTRIBUTING.md renders, type-checks, and is wired and documented', async () => {
  cpSync(path.join(root, 'templates'), path.join(copy, 'templates'), { recursive: true });
  ['define.ts', 'types.ts'].forEach((file) =>
    cpSync(path.join(root, 'src', file), path.join(copy, 'src', file)),
  );
  const files = codeBlocks(readFileSync(path.join(root, 'CONTRIBUTING.md'), 'utf8'));
  expect(files.length).toBe(4);
  for (const { file, text } of files) {
    mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    writeFileSync(path.join(copy, file), text);
  }
  const catalog = await readCatalog(path.join(copy, 'templates'));
  const tree = await compose(resolve(shop({ features: ['maintenance'] }), catalog));
  expect(await typeCheck(tree)).toEqual([]);
  expect(tree.get('src/middleware/index.ts')?.text).toContain("from './maintenance.ts'");
  expect(tree.get('README.md')?.text).toMatch(/### Maintenance/);
  expect(tree.get('.env.example')?.text).toContain('MAINTENANCE=');
});

interface CodeBlock {
  readonly file: string;
  readonly text: string;
}

/** Blocks that name their file: ```ts templates/… */
const codeBlocks = (markdown: string): readonly CodeBlock[] =>
  [...markdown.matchAll(/^( *)```\w+ (templates\/\S+)\n([\s\S]*?)^\1```$/gm)].map(
    ([, indent = '', file = '', text = '']) => ({
      file,
      text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
