import { expect, test } from 'vitest';
import type { Fragment } from '../../../src/compose/documents.ts';
import { mergeJson } from '../../../src/compose/json-document.ts';
import { mergeLines } from '../../../src/compose/line-document.ts';
import { mergeMarkdown } from '../../../src/compose/markdown-document.ts';
import { mergeYaml } from '../../../src/compose/yaml-document.ts';

const from = (owner: string, text: string, ...replaces: string[]): Fragment => ({
  owner,
  text,
  replaces,
});

test('JSON objects merge, lists join without repeats, packages are sorted', () => {
  const merged = mergeJson('package.json', [
    from('level 2', '{"scripts":{"dev":"a"},"files":["x"],"dependencies":{"zod":"1.0.0"}}'),
    from(
      'feature b',
      '{"scripts":{"test":"b"},"files":["x","y"],"dependencies":{"express":"5.0.0"}}',
    ),
  ]);
  expect(JSON.parse(merged)).toEqual({
    scripts: { dev: 'a', test: 'b' },
    files: ['x', 'y'],
    dependencies: { express: '5.0.0', zod: '1.0.0' },
  });
  expect(merged.indexOf('express')).toBeLessThan(merged.indexOf('zod'));
});

test('two versions of one package are an error that names the layer, the key and both versions', () => {
  const clash = () =>
    mergeJson('package.json', [
      from('level 2', '{"dependencies":{"pg":"1.0.0"}}'),
      from('database postgres', '{"dependencies":{"pg":"2.0.0"}}'),
    ]);
  expect(clash).toThrow(/database postgres wants dependencies\.pg .*"2\.0\.0".*"1\.0\.0"/);
});

test('a key that a layer says it replaces is replaced', () => {
  const merged = mergeJson('package.json', [
    from('level 2', '{"scripts":{"dev":"a","test":"t"}}'),
    from('level 3', '{"scripts":{"dev":"b"}}', 'scripts.dev'),
  ]);
  expect(JSON.parse(merged)).toEqual({ scripts: { dev: 'b', test: 't' } });
});

test('YAML services of several layers stand in one file, with their comments', () => {
  const merged = mergeYaml('compose.yaml', [
    from('feature docker', 'services:\n  app:\n    init: true\n'),
    from(
      'database postgres',
      'services:\n  # the only database\n  postgres:\n    image: postgres:17\n  app:\n    depends_on:\n      postgres: { condition: service_healthy }\n',
    ),
  ]);
  expect(merged).toContain('# the only database');
  expect(merged).toContain(
    '    depends_on:\n      postgres: { condition: service_healthy }\n\n  # the only database\n  postgres:',
  );
});

test('YAML that gives one key two values is an error', () => {
  const clash = () =>
    mergeYaml('compose.yaml', [from('a', 'name: x\n'), from('feature b', 'name: y\n')]);
  expect(clash).toThrow(/feature b wants name in compose\.yaml to be y, a lower layer x/);
});

test('Markdown goes under the heading of the same name, rows continue a table, empty sections vanish', () => {
  const merged = mergeMarkdown('README.md', [
    from(
      'level 2',
      '# Shop\n\n## Run\n\n```sh\n# not a heading\nnpm run dev\n```\n\n## Services\n\n## Features\n\n## Scripts\n\n| a | b |\n| - | - |\n| 1 | 2 |\n',
    ),
    from('feature docker', '## Features\n\n### Docker\n\nIn a box.\n\n## Scripts\n\n| 3 | 4 |\n'),
  ]);
  expect(merged).toBe(
    '# Shop\n\n## Run\n\n```sh\n# not a heading\nnpm run dev\n```\n\n## Features\n\n### Docker\n\nIn a box.\n\n## Scripts\n\n| a | b |\n| - | - |\n| 1 | 2 |\n| 3 | 4 |\n',
  );
});

test('lines of several layers stand once each', () => {
  expect(mergeLines('.gitignore', [from('a', 'dist/\n.env\n'), from('b', '.env\n.local/\n')])).toBe(
    'dist/\n.env\n.local/\n',
  );
});

test('the first layer keeps its empty and repeated lines', () => {
  const first = '[a]\nsize = 1\n\n[b]\nsize = 1\n';
  expect(mergeLines('fly.toml', [from('a', first), from('b', 'extra = 2\n')])).toBe(
    `${first}extra = 2\n`,
  );
});

test('entries of a YAML list that begin with the same name are one, others stand side by side', () => {
  const merged = mergeYaml('render.yaml', [
    from('a', 'services:\n  - name: app\n    vars:\n      - key: ONE\n'),
    from('b', "services:\n  - name: 'app'\n    vars:\n      - key: TWO\n  - name: redis\n"),
  ]);
  expect(merged).toBe(
    'services:\n  - name: app\n    vars:\n      - key: ONE\n      - key: TWO\n  - name: redis\n',
  );
  const clash = () =>
    mergeYaml(
      'render.yaml',
      [from('a', '- name: app\n'), from('b', '- name: app\n')].map(({ text, ...rest }, place) => ({
        ...rest,
        text: `services:\n  ${text}    plan: ${place}\n`,
      })),
    );
  expect(clash).toThrow(/wants services\.app\.plan/);
});

test('YAML texts of several lines, lists in one line and comments come through as they were written', () => {
  const first =
    '# The whole file.\nname: ci\n\non:\n  push:\n    branches: [main]\n  pull_request:\n  # Nobody pushes then.\n  schedule:\n    - cron: "1 2 * * *"\n';
  const jobs =
    'jobs:\n  test:\n    steps:\n      - run: >-\n          one: two\n\n          # no comment\n      - uses: x # why\n';
  expect(mergeYaml('ci.yml', [from('a', first), from('b', jobs)])).toBe(`${first}${jobs}`);
  expect(mergeYaml('ci.yml', [from('a', jobs), from('b', jobs)])).toBe(jobs);
});

test('YAML that a layer replaces is another value under the same comment', () => {
  const merged = mergeYaml('compose.yaml', [
    from('a', 'services:\n  app:\n    # Needs time.\n    limits:\n      time: 1\n    image: a\n'),
    from('b', 'services:\n  app:\n    limits: none\n', 'services.app.limits'),
  ]);
  expect(merged).toBe('services:\n  app:\n    # Needs time.\n    limits: none\n    image: a\n');
});

test('YAML items without a name are joined once each, whatever their comments', () => {
  const merged = mergeYaml('x.yaml', [
    from('a', 'list:\n  - a: 1\n    b: 2\n  # the second\n  - c\n'),
    from('b', 'list:\n  - c\n  - a: 1\n    b: 2\n  - a: 1\n'),
  ]);
  expect(merged).toBe('list:\n  - a: 1\n    b: 2\n  # the second\n  - c\n  - a: 1\n');
});
