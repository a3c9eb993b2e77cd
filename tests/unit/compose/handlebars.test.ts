import { describe, expect, test } from 'vitest';
import { render } from '../../../src/compose/handlebars.ts';
import {
  checkSnippet,
  checkTemplate,
  inspectTemplate,
} from '../../../src/compose/template-rules.ts';

const scope = {
  plural: 'orders',
  level: 3,
  isOn: false,
  project: { name: "Bob's <b>", slug: 'shop' },
  fields: [{ name: 'title' }, { name: 'price', values: ['a', 'b'] }],
  nothing: undefined,
};
const written = (text: string, data: Readonly<Record<string, unknown>> = scope) =>
  render({ path: 'a.ts.hbs', text }, data);

test.each([
  ['{{plural}} {{level}} {{isOn}}', 'orders 3 false'],
  ['{{project.name}}', "Bob's <b>"],
  ['const a = {{js project.name}};', 'const a = "Bob\'s <b>";'],
  ['{{#each fields}}{{name}}{{#if @last}}{{/if}}', undefined],
  ['{{#each fields}}{{name}},{{../plural}} {{/each}}', 'title,orders price,orders '],
  ['{{#each fields as |field|}}{{field.name}}{{@index}} {{/each}}', 'title0 price1 '],
  ['{{#each fields}}{{@root.level}}{{/each}}', '33'],
  ['\\{{ github.sha }}', '{{ github.sha }}'],
  ['{{js fields.[1].values}}', "['a', 'b']"],
  ['a\n{{#each fields}}\n- {{name}}\n{{/each}}\nb\n', 'a\n- title\n- price\nb\n'],
])('%s is rendered', (text, result) => {
  if (result === undefined) expect(() => written(text)).toThrow('a.ts.hbs:1: ');
  else expect(written(text)).toBe(result);
});

test.each([
  ['\n\n{{plurl}}', 'a.ts.hbs:3: "plurl" not defined'],
  ['{{nothing}}', 'a.ts.hbs:1: "nothing" not defined'],
  ['{{project.nme}}', 'a.ts.hbs:1: "nme" not defined'],
  ['\n{{js plurl}}', 'a.ts.hbs:2: {{js plurl}}: there is no such text, number or list'],
  ['\n{{js project.nme}}', 'a.ts.hbs:2: {{js project.nme}}: there is no such'],
  ['\n{{js a.b.c}}', 'a.ts.hbs:2: there is no a.b.c'],
  ['{{js project}}', 'a.ts.hbs:1: {{js project}}: there is no such'],
  ['{{js fields}}', 'a.ts.hbs:1: {{js fields}}'],
  ['{{js}}', 'a.ts.hbs:1: {{js}}'],
  ['{{js plural level}}', 'a.ts.hbs:1: {{js plural level}}: one variable at a time'],
  ['\n{{#each feelds}}x{{/each}}', 'a.ts.hbs:2: {{#each feelds}}: there is no such list'],
  ['{{#each project}}x{{/each}}', 'a.ts.hbs:1: {{#each project}}'],
  ['{{#each fields}}\n{{nme}}{{/each}}', 'a.ts.hbs:2: "nme" not defined'],
  ['{{project}}', 'a.ts.hbs:1: a list or an object is written as text'],
  ['{{fields}}', 'a.ts.hbs:1: a list or an object is written as text'],
  ['{{#each fields}}{{values}}{{/each}}', 'a.ts.hbs:1: '],
  ['{{constructor}}', 'a.ts.hbs:1: "constructor" not defined'],
  ['{{toString}}', 'a.ts.hbs:1: "toString" not defined'],
  ['{{project.constructor.name}}', 'a.ts.hbs:1: "name" not defined'],
  ['{{plural.constructor}}', 'a.ts.hbs:1: '],
  ['{{__proto__}}', 'a.ts.hbs:1: "__proto__" not defined'],
  ['{{#if isOn}}x{{/if}}', 'unknown helper if'],
  ['{{#unless isOn}}x{{/unless}}', 'unknown helper unless'],
  ['{{#with project}}x{{/with}}', 'unknown helper with'],
  ['{{lookup project "name"}}', 'unknown helper lookup'],
  ['{{log plural}}', 'unknown helper log'],
  ['{{shout plural}}', 'unknown helper shout'],
  ['{{> header}}', 'The partial header could not be found'],
  ['a\n{{', 'a.ts.hbs:2: Parse error'],
  ['{{sh two}}', 'a.ts.hbs:1: {{sh two}}: a shell word is one line without NUL'],
])('%j fails with the place and the variable', (text, message) => {
  expect(() => written(text, { ...scope, two: 'a\nb' })).toThrow(message);
});

test('data is never a template', () => {
  expect(
    written('{{js plural}} {{project.name}}', {
      plural: '{{level}}',
      project: { name: '{{{level}}}' },
    }),
  ).toBe("'{{level}}' {{{level}}}");
});

test('a scope is not touched by what is rendered with it', () => {
  const frozen = Object.freeze({
    plural: 'orders',
    fields: Object.freeze([Object.freeze({ name: 'a' })]),
  });
  expect(written('{{#each fields}}{{name}}{{/each}}', frozen)).toBe('a');
});

describe('the lint', () => {
  test.each([
    ['src/a.ts.hbs', '{{plural}} {{level}} {{project.slug}} {{number}} {{database.id}}'],
    [
      'src/a.ts.hbs',
      '{{#each fields}}{{name}}: {{input}} {{#each values}}{{this}}{{@index}}{{/each}}{{/each}}',
    ],
    [
      'src/a.ts.hbs',
      '{{#each fields as |field|}}{{field.ref.pascal}} {{../plural}} {{@root.project.run}}{{/each}}',
    ],
    ['src/a.ts.hbs', '{{#each modules}}{{plural}}{{#each fields}}{{column}}{{/each}}{{/each}}'],
    ['src/a.ts.hbs', '{{#each sockets.routes}}import { {{symbol}} } from {{js from}};{{/each}}'],
    ['src/a.ts.hbs', '{{#each env}}{{name}}: {{schema}}, // {{comment about}}\n{{/each}}'],
    [
      '_env.example.hbs',
      '{{#each env}}# {{comment about}}\n{{name}}={{envValue example}}\n{{/each}}',
    ],
    ['README.md.hbs', '# {{md project.name}}\n{{#each env}}{{name}} {{about}}{{/each}}'],
    ['compose.yaml.hbs', 'name: {{yaml project.slug}} # {{!-- why --}}'],
    ["a definition's symbol", '{{camelPlural}}Routes'],
    ['.github/workflows/ci.yml.hbs', '\\{{ github.sha }} {{project.run}}'],
  ])('lets %s: %s pass', (path, text) => {
    expect(checkTemplate(path, text)).toEqual([]);
  });

  test.each([
    ['a.ts.hbs', '\n{{#if x}}{{/if}}', 'a.ts.hbs:2: no {{#if}}: a variant is a folder'],
    ['a.ts.hbs', '{{#unless x}}{{/unless}}', 'a.ts.hbs:1: no {{#unless}}: a variant is a folder'],
    ['a.ts.hbs', '{{#fields}}{{/fields}}', 'a.ts.hbs:1: no {{#fields}}: a variant is a folder'],
    ['a.ts.hbs', '{{^fields}}a{{/fields}}', 'a.ts.hbs:1: no {{#fields}}: a variant is a folder'],
    [
      'a.ts.hbs',
      '{{#each fields}}a{{else}}b{{/each}}',
      'a.ts.hbs:1: no {{else}}: a variant is a folder',
    ],
    ['a.ts.hbs', '{{#each fields limit=2}}a{{/each}}', 'a.ts.hbs:1: {{#each}} takes one list'],
    ['a.ts.hbs', '{{{plural}}}', 'a.ts.hbs:1: neither {{{ nor {{&'],
    ['a.ts.hbs', '{{&plural}}', 'a.ts.hbs:1: neither {{{ nor {{&'],
    ['a.ts.hbs', '{{> header}}', 'a.ts.hbs:1: PartialStatement'],
    ['a.ts.hbs', '{{#> layout}}{{/layout}}', 'a.ts.hbs:1: PartialBlockStatement'],
    ['a.ts.hbs', '{{#*inline "a"}}{{/inline}}', 'a.ts.hbs:1: DecoratorBlock'],
    ['a.ts.hbs', '{{shout plural}}', 'a.ts.hbs:1: there is no helper shout'],
    ['a.ts.hbs', '{{toString plural}}', 'a.ts.hbs:1: there is no helper toString'],
    ['a.ts.hbs', '{{js (json plural)}}', 'a.ts.hbs:1: {{js}} takes one variable'],
    ['a.ts.hbs', '{{js}}', 'a.ts.hbs:1: {{js}} takes one variable'],
    ['a.ts.hbs', '{{js "a"}}', 'a.ts.hbs:1: {{js}} takes one variable'],
    [
      'a.ts.hbs',
      '{{md project.name}}',
      'a.ts.hbs:1: {{md}} is for another language; here: js property comment url',
    ],
    [
      'a.ts.hbs',
      '{{project.name}}',
      'a.ts.hbs:1: {{project.name}} (project.name) may be free text',
    ],
    [
      'README.md.hbs',
      '{{project.description}}',
      'README.md.hbs:1: {{project.description}} (project.description) may be free text',
    ],
    [
      'a.ts.hbs',
      '{{#each env}}{{about}}{{/each}}',
      'a.ts.hbs:1: {{about}} (env.*.about) may be free text',
    ],
    [
      'a.ts.hbs',
      '{{#each fields}}{{default}}{{/each}}',
      'a.ts.hbs:1: {{default}} (fields.*.default) may be free text',
    ],
    ['a.ts.hbs', '{{#each fields}}{{../project.name}}{{/each}}', '(project.name) may be free text'],
    [
      'a.ts.hbs',
      '{{#each fields}}{{@root.project.name}}{{/each}}',
      '(project.name) may be free text',
    ],
    ['a.ts.hbs', '{{#each fields}}{{@key}}{{/each}}', '(@key) may be free text'],
    ['a.ts.hbs', '{{#each fields}}{{this}}{{/each}}', '(fields.*) may be free text'],
    ['a.ts.hbs', '{{', 'a.ts.hbs: does not parse'],
  ])('refuses %s: %s', (path, text, problem) => {
    expect(checkTemplate(path, text)).toEqual([expect.stringContaining(problem)]);
  });

  test('sees what is inside a list, and every problem', () => {
    expect(
      checkTemplate('a.ts.hbs', '{{#each fields}}\n{{#if a}}{{b.c}}{{/if}}\n{{/each}}{{{x}}}'),
    ).toHaveLength(3);
  });

  test('of a snippet starts from a field', () => {
    expect(
      checkSnippet(
        'x',
        '{{column}} {{defaultJs}} {{js values}} {{ref.plural}} {{module.snakePlural}}',
      ),
    ).toEqual([]);
    expect(checkSnippet('x', '{{default}}')).toHaveLength(1);
  });

  test('counts lists', () => {
    expect(
      inspectTemplate('a', '{{#each fields}}{{#each values}}{{this}}{{/each}}{{/each}}').lists,
    ).toBe(2);
  });
});
