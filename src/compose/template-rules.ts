/** The lint of templates: what handlebars would let pass and what S2 of security.md forbids. */
import Handlebars from 'handlebars';
import * as escapes from './escapes.ts';
import {
  isBlock,
  isBreak,
  isMustache,
  isPath,
  placeOf,
  walk,
  type Found,
  type Place,
} from './template-walk.ts';

/** Written bare in any language: derived from checked names, numbers, or code from definitions. `*` is one part. */
const SAFE = paths(`
  level database.id
  project.slug project.run project.packageManager
  name plural singular camelPlural camel pascalPlural pascal snakePlural snake titlePlural title number
  modules.*.plural modules.*.singular modules.*.camelPlural modules.*.camel modules.*.pascalPlural modules.*.pascal
  modules.*.snakePlural modules.*.snake modules.*.titlePlural modules.*.title modules.*.number
  words.*.* fields.*.* fields.*.values.* fields.*.ref.* fields.*.pair.* fields.*.module.*
  sockets.*.*.symbol sockets.*.*.name sockets.*.*.from sockets.*.*.path sockets.*.*.file
  env.*.name env.*.schema env.*.compose deployed.*.*.name
  api.*.method api.*.path folders.*.path dependencies.*.name dependencies.*.version
  lessons.*.file layers.*.id scripts.*.name checklist.*.level checklist.*.rows.*.id
`);

/** What `fields.*.*` would allow and is free text, or no text. */
const UNSAFE = paths('fields.*.default fields.*.values fields.*.ref fields.*.pair fields.*.module');

/** Prose of definitions: written by us in Markdown, so bare in Markdown only. */
const PROSE = paths(`
  database.title
  env.*.about deployed.*.*.about api.*.about folders.*.about scripts.*.about
  dependencies.*.why dependencies.*.instead
  layers.*.title layers.*.hint layers.*.reason
  lessons.*.title stretch.*.goal stretch.*.command checklist.*.rows.*.claim checklist.*.rows.*.shownBy
`);

/** The helpers that fit a file's language; a file not listed here takes no free text. */
const LANGUAGES: readonly { readonly matches: RegExp; readonly helpers: readonly string[] }[] = [
  { matches: /\.[cm]?[jt]s$/, helpers: ['js', 'property', 'comment', 'url'] },
  { matches: /\.json$/, helpers: ['json'] },
  { matches: /\.ya?ml$/, helpers: ['yaml', 'comment'] },
  // A string of JSON is one of TOML, too.
  { matches: /\.toml$/, helpers: ['json', 'comment'] },
  { matches: /\.md$/, helpers: ['md', 'url', 'sh'] },
  { matches: /\.sh$/, helpers: ['sh', 'comment'] },
  { matches: /\.sql$/, helpers: ['sqlId', 'comment'] },
  { matches: /(^|[/._])env(\.[\w.]+)?$/, helpers: ['envValue', 'comment'] },
  { matches: /(^|\/)Dockerfile$|\.conf$/, helpers: ['comment'] },
];

export interface Inspection {
  /** `files/src/a.ts.hbs:3: …`; none: the template is fine */
  readonly problems: readonly string[];
  /** how many `{{#each}}` there are */
  readonly lists: number;
}

/** @returns what is wrong with a template: one sentence a problem, with path and line */
export const checkTemplate = (path: string, text: string): readonly string[] =>
  inspectTemplate(path, text).problems;

/** The same for a snippet of `fieldCode`, whose data is one field. */
export const checkSnippet = (path: string, text: string): readonly string[] =>
  inspectTemplate(path, text, ['fields', '*']).problems;

export function inspectTemplate(path: string, text: string, root: Place = []): Inspection {
  try {
    const frame = { at: root, names: new Map<string, Place>() };
    const nodes = walk(Handlebars.parse(text).body, [frame]);
    const file = path.replace(/\.hbs$/, '');
    const problems = nodes.flatMap((node) =>
      RULES.map((rule) => rule({ ...node, file }))
        .filter((said) => said !== undefined)
        .slice(0, 1)
        .map((said) => `${path}:${node.line}: ${said}`),
    );
    return { problems, lists: nodes.filter(({ node }) => isEach(node)).length };
  } catch (cause) {
    return { problems: [`${path}: does not parse: ${(cause as Error).message}`], lists: 0 };
  }
}

type Rule = (found: Found & { readonly file: string }) => string | undefined;

const PLAIN_NODES = ['ContentStatement', 'CommentStatement', 'MustacheStatement', 'BlockStatement'];

/** The first that speaks is the problem of a node. */
const RULES: readonly Rule[] = [
  ({ node }) =>
    PLAIN_NODES.includes(node.type)
      ? undefined
      : `${node.type}: a template has no partials and no decorators`,
  ({ node }) =>
    isMustache(node) && !node.escaped
      ? 'neither {{{ nor {{&: nothing is escaped for HTML anyway'
      : undefined,
  ({ node }) =>
    isBlock(node) && !isEach(node) && !isBreak(node)
      ? `no {{#${pathText(node.path)}}}: a variant is a folder`
      : undefined,
  ({ node }) => (isBlock(node) && node.inverse ? 'no {{else}}: a variant is a folder' : undefined),
  ({ node }) =>
    isBlock(node) && !isBreak(node) && !hasOneValue(node) ? '{{#each}} takes one list' : undefined,
  ({ node }) =>
    isBlock(node) && isBreak(node) && node.params.length > 0
      ? 'a place for line breaks takes nothing but its lines'
      : undefined,
  callProblem,
  bareProblem,
];

function callProblem({ node, file }: Parameters<Rule>[0]): string | undefined {
  if (!isMustache(node) || !isCall(node)) return undefined;
  const name = pathText(node.path);
  if (!Object.hasOwn(escapes, name)) return `there is no helper ${name}`;
  if (!hasOneValue(node)) return `{{${name}}} takes one variable`;
  const language = LANGUAGES.find(({ matches }) => matches.test(file));
  if (!language || language.helpers.includes(name)) return undefined;
  return `{{${name}}} is for another language; here: ${language.helpers.join(' ')}`;
}

function bareProblem({ node, file, frames }: Parameters<Rule>[0]): string | undefined {
  if (!isMustache(node) || isCall(node)) return undefined;
  if (!isPath(node.path)) return 'a literal needs no braces';
  const place = placeOf(node.path, frames);
  const isSafe = within(SAFE, place) && !within(UNSAFE, place);
  if (
    isSafe ||
    COUNTERS.includes(place.join('.')) ||
    (file.endsWith('.md') && within(PROSE, place))
  )
    return undefined;
  return `{{${node.path.original}}} (${place.join('.')}) may be free text: write it with the helper of the file's language`;
}

const COUNTERS = ['@index', '@first', '@last'];

function paths(text: string): readonly Place[] {
  return text
    .trim()
    .split(/\s+/)
    .map((path) => path.split('.'));
}

const within = (allowed: readonly Place[], place: Place): boolean =>
  allowed.some(
    (one) =>
      one.length === place.length &&
      one.every((part, index) => part === '*' || part === place[index]),
  ) ||
  (place[0] === 'modules' && LISTS.includes(place[2] ?? '') && within(allowed, place.slice(2))) ||
  (place[0] !== 'fields' &&
    LISTS.includes(place[0] ?? '') &&
    within(allowed, ['fields', ...place.slice(1)]));

/** Of fields: what a caller writes, what the server sets, and all that are kept. */
const LISTS = ['fields', 'given', 'columns'];

const isEach = (node: hbs.AST.Node): boolean => isBlock(node) && pathText(node.path) === 'each';

type Call = Pick<hbs.AST.MustacheStatement, 'path' | 'params' | 'hash'>;

// `{{js}}` alone is a call that lacks its variable, not a variable.
const isCall = ({ path, params, hash }: Call): boolean =>
  params.length > 0 || hash !== undefined || Object.hasOwn(escapes, pathText(path));

const hasOneValue = ({ params, hash }: Call): boolean =>
  params.length === 1 && params.every(isPath) && hash === undefined;

const pathText = (node: hbs.AST.Node): string => (isPath(node) ? node.original : node.type);
