import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import * as fields from '../../src/schemas/fields.ts';

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => path.posix.join('src', file.replaceAll('\\', '/')));

/** Imported first, to have the loader loaded: it holds numbers and imports nothing. */
const LEAF = './src/constants/limits.ts';

/** Files that are started, not imported. */
const ENTRIES = /^src\/(?:index|worker|db\/migrate|db\/seed|commands\/[\w-]+)\.ts$/;

test('importing any module starts nothing', async () => {
  const modules = files.filter((file) => !ENTRIES.test(file)).map((file) => `./${file}`);
  // Loading leaves requests of its own behind for a moment; what a module started stays.
  const code = `
    import { setTimeout as wait } from 'node:timers/promises';
    const handles = () => process.getActiveResourcesInfo();
    const added = () => {
      const rest = [...before];
      return handles().filter((name) => rest.indexOf(name) < 0 || !rest.splice(rest.indexOf(name), 1));
    };
    await import('${LEAF}');
    await wait(100);
    const before = handles();
    await Promise.all(${JSON.stringify(modules)}.map((file) => import(file)));
    for (let tries = 0; added().length > 0 && tries < 50; tries += 1) await wait(100);
    console.log(JSON.stringify(added()));`;
  const node = ['--import', 'tsx', '--input-type=module', '--eval', code];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, node, { timeout: 50_000 });
  expect(JSON.parse(stdout)).toEqual([]);
  expect(stderr).toBe('');
});

test('only src/config reads the environment', () => {
  const readers = files.filter((file) => readFileSync(file, 'utf8').includes('process.env'));
  expect(readers.filter((file) => !file.startsWith('src/config/'))).toEqual([]);
});

describe('50 kB of anything', () => {
  const nasty = [
    'a',
    '0',
    '-',
    ' ',
    '.',
    '@',
    'a.',
    'a@',
    '1-',
    '%0',
    '&key=',
    '"',
    '\\',
    '/',
  ].flatMap((text) => [text.repeat(50_000 / text.length), `${text.repeat(50_000 / text.length)}!`]);

  const expressions = files.flatMap((file) =>
    regularExpressionsOf(file).map((expression) => ({ name: `${file} ${expression}`, expression })),
  );

  test.each(expressions)('takes under 50 ms: $name', ({ expression }) => {
    for (const text of nasty) {
      expect(bestOfThree(() => text.replace(expression, ''))).toBeLessThan(50);
    }
  });

  const schemas: Readonly<Record<string, z.ZodType>> = {
    date: fields.date(),
    datetime: fields.datetime(),
    decimal: fields.decimal(),
    email: fields.email(3, 254),
    uuid: fields.uuid(),
    webAddress: fields.webAddress(1, 2_048),
  };

  test.each(Object.entries(schemas))('is refused in under 50 ms by %s', (_name, schema) => {
    for (const text of nasty) {
      expect(schema.safeParse(text).success).toBe(false);
      expect(bestOfThree(() => schema.safeParse(text))).toBeLessThan(50);
    }
  });
});

/** In milliseconds; a busy machine is slow now and then, a bad expression always. */
function bestOfThree(work: () => unknown): number {
  const times = [1, 2, 3].map(() => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });
  return Math.min(...times);
}

function regularExpressionsOf(file: string): readonly RegExp[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
  const found: RegExp[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const [, body = '', flags] = /^\/(.*)\/(\w*)$/s.exec(node.text) ?? [];
      found.push(new RegExp(body, flags));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
