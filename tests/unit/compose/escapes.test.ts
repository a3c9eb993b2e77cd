/** What a helper writes, the real parser of the language reads back. */
import { execFileSync } from 'node:child_process';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { lexer, type Token, type Tokens } from 'marked';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { format } from '../../../src/compose/format.ts';
import { NASTY } from '../../support/nasty.ts';
import { render } from '../../../src/compose/handlebars.ts';

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme-ascii', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom(...'\\\'"`$*/<>#|~_-=+[](){}!&.:,;% \n\r\t1a\u2028\u0085'),
    maxLength: 12,
  }),
);

const written = (template: string, x: unknown) =>
  render({ path: 'template', text: template }, { x });

/** 500 random texts and the nasty ones. */
function each(check: (text: string) => void): void {
  NASTY.forEach(check);
  fc.assert(
    fc.property(texts, (text) => void check(text)),
    { numRuns: 500 },
  );
}

const errorsOf = (source: ts.SourceFile): unknown => Reflect.get(source, 'parseDiagnostics');

const parseTs = (text: string) => {
  const source = ts.createSourceFile('a.ts', text, ts.ScriptTarget.ESNext, true);
  expect(errorsOf(source)).toEqual([]);
  return source;
};

describe('js', () => {
  test('is one string literal of TypeScript', () => {
    each((text) => {
      const [statement, ...others] = parseTs(`(${written('{{js x}}', text)});`).statements;
      expect(others).toEqual([]);
      const { expression } = (statement as ts.ExpressionStatement)
        .expression as ts.ParenthesizedExpression;
      expect(ts.isStringLiteral(expression) && expression.text).toBe(text);
    });
  });

  test('closes no script element and opens no comment of HTML', () => {
    each((text) => expect(written('{{js x}}', text)).not.toMatch(/<\/|<!--|[\u2028\u2029]/));
  });

  test.each([
    [5, '5'],
    [true, 'true'],
    [['a', "b'"], "['a', \"b'\"]"],
  ])('writes %j as a literal', (value, literal) => {
    expect(written('{{js x}}', value)).toBe(literal);
  });
});

test('json is read by JSON.parse', () => {
  each((text) => expect(JSON.parse(written('{"a": {{json x}} }', text))).toEqual({ a: text }));
});

test('yaml is read by the yaml package, as a value and as a key', () => {
  each((text) => {
    expect(parseYaml(written('a: {{yaml x}} # c\nb: [{{yaml x}}]\n', text))).toEqual({
      a: text,
      b: [text],
    });
    expect(parseYaml(written('{{yaml x}}: 1\n', text))).toEqual(Object.fromEntries([[text, 1]]));
    expect(parseYaml(written('a: {{yaml x}}\n', text), { version: '1.1' })).toEqual({ a: text });
  });
});

describe('md', () => {
  const flat = (text: string) =>
    text
      .replaceAll('\0', '')
      .replaceAll(/\p{Cs}/gu, '\ufffd')
      .replaceAll(/[\s\u0085]+/g, ' ')
      .trim();

  const textOf = (tokens: readonly Token[]): string =>
    tokens
      .map((token) => ('tokens' in token && token.tokens ? textOf(token.tokens) : visible(token)))
      .join('');

  function visible(token: Token): string {
    expect(['text', 'escape']).toContain(token.type);
    return 'text' in token ? String(token.text) : '';
  }

  const kinds = (tokens: readonly Token[]): readonly string[] =>
    tokens.flatMap((token) => [
      token.type,
      ...('tokens' in token && token.tokens ? kinds(token.tokens) : []),
    ]);

  test('is plain text at the start of a paragraph', () => {
    each((text) => {
      const tokens = lexer(written('{{md x}}\n', text)).filter(({ type }) => type !== 'space');
      expect(tokens.length).toBeLessThanOrEqual(1);
      expect(
        kinds(tokens).filter((kind) => !['paragraph', 'text', 'escape'].includes(kind)),
      ).toEqual([]);
      expect(flat(textOf(tokens))).toBe(flat(text));
    });
  });

  test.each([
    '# {{md x}}\n',
    '- {{md x}}\n',
    '> {{md x}}\n',
    'before {{md x}} after\n',
    '**{{md x}}**\n',
  ])('adds no structure to %j', (template) => {
    const expected = kinds(lexer(written(template, 'x'))).filter((kind) => kind !== 'text');
    each((text) => {
      if (flat(text) === '') return;
      const found = kinds(lexer(written(template, text))).filter(
        (kind) => !['text', 'escape'].includes(kind),
      );
      expect(found).toEqual(expected);
    });
  });

  test('still is after prettier', async () => {
    const sample = [...NASTY, ...fc.sample(texts, 200)];
    for (const text of sample) {
      const tokens = lexer(await format('a.md', written('{{md x}}\n', text))).filter(
        ({ type }) => type !== 'space',
      );
      expect(flat(textOf(tokens))).toBe(flat(text));
    }
  });

  test('keeps a table a table', () => {
    each((text) => {
      const [table] = lexer(written('| a | b |\n| - | - |\n| {{md x}} | end |\n', text));
      expect((table as Tokens.Table).rows[0]?.[1]?.text).toBe('end');
    });
  });
});

describe('comment', () => {
  const bare = (text: string) =>
    text.replaceAll(/\p{Cs}/gu, '\ufffd').replaceAll(/[\0\s\u0085]+/g, '');

  /** Comments before the end of a text that must hold nothing else. */
  const commentsOf = (text: string): readonly string[] => {
    const source = parseTs(text);
    expect(source.statements.length).toBe(0);
    return (ts.getLeadingCommentRanges(text, 0) ?? []).map(({ pos, end }) => text.slice(pos, end));
  };

  test.each([
    '/* {{comment x}} */',
    '/*{{comment x}}*/',
    '/**\n *{{comment x}}*/',
    '// {{comment x}}',
    '//{{comment x}}',
  ])('in %j stays one comment', (template) => {
    each((text) => {
      const [comment = '', ...others] = commentsOf(`${written(template, text)}\n`);
      expect(others).toEqual([]);
      const [before = '', after = ''] = template.split('{{comment x}}').map(bare);
      expect(bare(comment)).toBe(before + bare(text) + after);
    });
  });

  test('opens no comment inside a comment of SQL, where they nest', () => {
    each((text) => {
      const all = written('/* {{comment x}} */', text);
      expect(all.match(/\/\*/g)).toHaveLength(1);
      expect(all.match(/\*\//g)).toHaveLength(1);
    });
  });

  test('is one line', () => {
    each((text) =>
      expect(written('{{comment x}}', text)).not.toMatch(/[\r\n\v\f\u0085\u2028\u2029]/),
    );
  });
});

/** undefined: the helper refused */
const writtenOrRefused = (template: string, text: string): string | undefined => {
  try {
    return written(template, text);
  } catch (error) {
    expect(String(error)).toMatch(/template:1: \{\{\w+ x\}\}: /);
    return undefined;
  }
};

test('sh is one word of bash; NUL, newlines and lone surrogates are refused', () => {
  const words: string[] = [];
  const expected: string[] = [];
  each((text) => {
    const word = writtenOrRefused('{{sh x}}', text);
    expect(word === undefined).toBe(/[\0\r\n]|\p{Cs}/u.test(text));
    if (word === undefined) return;
    words.push(word);
    expected.push(text);
  });
  const out = execFileSync('bash', ['-c', `printf '%s\\0' ${words.join(' ')}`], {
    encoding: 'utf8',
  });
  expect(out.split('\0').slice(0, -1)).toEqual(expected);
  expect(expected.length).toBeGreaterThan(300);
});

describe('envValue', () => {
  test('is read by Node, or refused', () => {
    let count = 0;
    each((text) => {
      const line = writtenOrRefused('A={{envValue x}}\nAFTER=2\n', text);
      if (line === undefined) return;
      count += 1;
      expect(parseEnv(line)).toEqual({ A: text, AFTER: '2' });
    });
    expect(count).toBeGreaterThan(300);
  });

  test('is read by a shell in the same way', () => {
    const lines: string[] = [];
    const expected: string[] = [];
    each((text) => {
      const line = writtenOrRefused('{{envValue x}}', text);
      if (line === undefined || text.includes('!')) return;
      lines.push(`A=${line}; printf '%s\\0' "$A"`);
      expected.push(text);
    });
    const out = execFileSync('bash', ['-c', lines.join('\n')], { encoding: 'utf8' });
    expect(out.split('\0').slice(0, -1)).toEqual(expected);
  });

  test.each([
    ['postgres://app@localhost:5432/app', 'postgres://app@localhost:5432/app'],
    [
      'postgres://app:<secret:DB_PASSWORD>@localhost/app',
      'postgres://app:<secret:DB_PASSWORD>@localhost/app',
    ],
    ['', ''],
    ['two words', "'two words'"],
    ["it's", '"it\'s"'],
  ])('%j is written as %s', (text, line) => {
    expect(written('{{envValue x}}', text)).toBe(line);
  });
});

test('sqlId is one quoted identifier of at most 63 bytes, or refused', () => {
  each((text) => {
    const id = writtenOrRefused('{{sqlId x}}', text);
    const fits = text !== '' && !text.includes('\0') && Buffer.byteLength(text) <= 63;
    expect(id !== undefined).toBe(fits && !/\p{Cs}/u.test(text));
    if (id === undefined) return;
    expect(id).toMatch(/^"(?:[^"]|"")+"$/);
    expect(id.slice(1, -1).replaceAll('""', '"')).toBe(text);
  });
  expect(written('{{sqlId x}}', 'a'.repeat(63))).toHaveLength(65);
  expect(writtenOrRefused('{{sqlId x}}', 'é'.repeat(32))).toBeUndefined();
});

test('url is one part of a path, safe inside quotes and brackets', () => {
  each((text) => {
    const part = writtenOrRefused('{{url x}}', text);
    expect(part === undefined).toBe(/\p{Cs}/u.test(text));
    if (part === undefined) return;
    expect(part).toMatch(/^[\w.~%-]*$/);
    expect(decodeURIComponent(part)).toBe(text);
    if (['.', '..', ''].includes(text)) return;
    expect(new URL(`https://a.example/x/${part}/y`).pathname.split('/')[2]).toBe(part);
  });
});
