import { describe, expect, test } from 'vitest';
import { settle } from '../../../src/compose/settle.ts';

const LONG = 'x'.repeat(90);

describe('what was rendered', () => {
  test('loses the empty lines that an empty list left', async () => {
    const text = '\n\nconst a = {\n\n};\n\n\n\nconst b = 1;  \n\n';
    expect(await settle('a.ts', text)).toBe('const a = {};\n\nconst b = 1;\n');
  });

  test('goes to prettier when a line of code became too long', async () => {
    expect(await settle('a.ts', `const a = [${LONG}, b, c];\n`)).toBe(
      `const a = [\n  ${LONG},\n  b,\n  c,\n];\n`,
    );
  });

  test('has the columns of its tables aligned, but not in blocks of code', async () => {
    const text = '| a | b |\n| --- | --- |\n| long word | \\| |\n\n```\n| a | b |\n```\n';
    expect(await settle('a.md', text)).toBe(
      '| a         | b   |\n| --------- | --- |\n| long word | \\|  |\n\n```\n| a | b |\n```\n',
    );
  });

  test('is left alone in a language without a layout', async () => {
    expect(await settle('.env', 'A=1  \n\n\n\nB=2')).toBe('A=1  \n\n\n\nB=2');
  });
});
