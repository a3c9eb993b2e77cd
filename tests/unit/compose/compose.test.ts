import { describe, expect, test } from 'vitest';
import { compose } from '../../../src/compose/compose.ts';
import { resolve } from '../../../src/resolve/resolve.ts';
import type { Answers, Layer } from '../../../src/types.ts';
import { answers, catalogOf, layer, level, part } from '../../support/catalogs.ts';

const base = (more: Partial<Layer> = {}): Layer =>
  level(2, {
    parts: [
      part('documents', '', {
        'package.json': '{"scripts":{"dev":"a"},"dependencies":{"zod":"4.0.0"}}',
      }),
      part('files', '', {
        'src/routes/index.ts.hbs':
          "{{#each sockets.routes}}\nimport { {{symbol}} } from '{{from}}';\n{{/each}}\n\nexport const routes = [\n{{#fit}}\n{{#each sockets.routes}}\n  {{symbol}},\n{{/each}}\n{{/fit}}\n];\n",
        _npmrc: 'ignore-scripts=true\n',
        '_env.hbs': '{{#each env}}\n{{name}}={{envValue value}}\n{{/each}}',
      }),
    ],
    dependencies: { zod: { why: 'w', instead: 'i' } },
    ...more,
  });

const treeOf = async (layers: readonly Layer[], more: Partial<Answers> = {}) =>
  compose(resolve(answers(more), catalogOf(...layers, layer('database', 'none'))));

test('list files import what layers plug in, in order, relative to where they lie', async () => {
  const todos = layer('feature', 'todos', {
    sockets: { routes: [{ symbol: 'todos', from: 'src/routes/todos.routes.ts' }] },
  });
  const admin = layer('feature', 'admin', {
    sockets: { routes: [{ symbol: 'admin', from: 'src/admin/routes.ts', order: 10 }] },
  });
  const tree = await treeOf([base(), todos, admin], { features: ['todos', 'admin'] });
  expect(tree.get('src/routes/index.ts')?.text).toBe(
    "import { admin } from '../admin/routes.ts';\nimport { todos } from './todos.routes.ts';\n\nexport const routes = [admin, todos];\n",
  );
});

test('a leading underscore is a dot, and a secret is a mark in a private file', async () => {
  const tree = await treeOf([
    base({ env: [{ name: 'KEY', about: 'a', schema: 'z.string()', secret: true }] }),
  ]);
  expect(tree.get('.npmrc')?.text).toBe('ignore-scripts=true\n');
  expect(tree.get('.env')).toEqual({ text: 'KEY=<secret:KEY>\n', isPrivate: true });
  expect(tree.get('.backendbytes.json')?.text).not.toContain('".env"');
});

test('package.json carries name and description as values, whatever is in them', async () => {
  const description = '"quotes", `ticks`, ${x}, {{x}}, \u2028 and */';
  const tree = await treeOf([base()], { description });
  expect(JSON.parse(tree.get('package.json')?.text ?? '')).toMatchObject({
    name: 'shop',
    description,
  });
});

describe('one path, one owner', () => {
  const writes = (id: string, replaces: readonly string[] = []): Layer =>
    layer('feature', id, {
      replaces,
      parts: [part('files', '', { 'src/a.ts': `export const by = '${id}';\n` })],
    });

  test('two layers that write one path are an error that names both', async () => {
    await expect(
      treeOf([base(), writes('one'), writes('two')], { features: ['one', 'two'] }),
    ).rejects.toThrow(/feature one and feature two both write src\/a\.ts/);
  });

  test('a module whose file another layer brings is refused for its name', async () => {
    const notes = layer('module', 'module', {
      parts: [part('module', '', { 'src/a.ts': 'export const by = 1;\n' })],
    });
    const answers = { features: ['one'], modules: [{ name: 'notes', fields: [] }] };
    await expect(treeOf([base(), writes('one'), notes], answers)).rejects.toMatchObject({
      kind: 'USAGE',
      message: expect.stringContaining('src/a.ts'),
    });
  });

  test('the one that says replaces has the path, wherever it stands', async () => {
    for (const features of [
      ['one', 'two'],
      ['zero', 'one'],
    ]) {
      const layers = features.map((id) => writes(id, id === 'one' ? [] : ['src/a.ts']));
      const tree = await treeOf([base(), ...layers], { features });
      expect(tree.get('src/a.ts')?.text).not.toContain("'one'");
    }
  });

  test('a part with more conditions overrides the same layer with fewer', async () => {
    const crate = layer('feature', 'crate', {
      parts: [
        part('files', 'level2+with-crate', { 'b.txt': 'special\n' }),
        part('files', '', { 'b.txt': 'general\n' }),
      ],
    });
    const tree = await treeOf([base(), crate], { features: ['crate'] });
    expect(tree.get('b.txt')?.text).toBe('special\n');
  });

  test('a part of a higher level overrides the same layer for lower ones, whatever else they ask for', async () => {
    const crate = layer('feature', 'crate', {
      parts: [
        part('files', 'level2', { 'b.txt': 'later\n' }),
        part('files', 'level1+none+with-crate', { 'b.txt': 'earlier\n' }),
      ],
    });
    const tree = await treeOf([base(), crate], { features: ['crate'] });
    expect(tree.get('b.txt')?.text).toBe('later\n');
  });
});

test('an entry of a list may have a name of its own, and knows the file it comes from', async () => {
  const list =
    "{{#each sockets.ports}}\n{{name}} = {{symbol}} of '{{from}}', called {{file}}\n{{/each}}";
  const clock = layer('feature', 'clock', {
    sockets: {
      ports: [
        { name: 'clock', symbol: 'createClock', from: 'src/utils/clock.ts' },
        { symbol: 'ids', from: 'src/ids.ts' },
      ],
    },
    parts: [part('files', '', { 'tests/list.txt.hbs': list })],
  });
  const tree = await treeOf([base(), clock], { features: ['clock'] });
  expect(tree.get('tests/list.txt')?.text).toBe(
    "clock = createClock of '../src/utils/clock.ts', called clock.ts\nids = ids of '../src/ids.ts', called ids.ts\n",
  );
});

test('a module is rendered once a module, in its own names', async () => {
  const module = layer('module', 'module', {
    fieldCode: {
      column: {
        types: { string: "text('{{column}}')" },
        suffixes: [{ when: 'not-optional', text: '.notNull()' }],
      },
    },
    sockets: {
      routes: [{ symbol: '{{camelPlural}}Routes', from: 'src/routes/{{plural}}.routes.ts' }],
    },
    parts: [
      part('module', '', {
        'src/models/__singular__.model.ts.hbs':
          'export const {{camel}} = {\n{{#each fields}}\n  {{name}}: {{column}},\n{{/each}}\n};\n',
      }),
    ],
  });
  const tree = await treeOf([base(), module], {
    modules: [{ name: 'order-items', fields: ['unitPrice:string', 'note:string?'] }],
  });
  expect(tree.get('src/models/order-item.model.ts')?.text).toBe(
    "export const orderItem = {\n  unitPrice: text('unit_price').notNull(),\n  note: text('note'),\n};\n",
  );
  expect(tree.get('src/routes/index.ts')?.text).toContain(
    "import { orderItemsRoutes } from './order-items.routes.ts';",
  );
});
