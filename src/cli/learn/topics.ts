/** What somebody may ask about, and what is known of it. One finder a kind; the first that knows answers. */
import { SUBCOMMANDS } from '../flags.ts';
import { BACKENDBYTES } from '../../version.ts';
import { rowOf, type KnownLesson, type Knowledge } from './knowledge.ts';
import { titleOf } from './road.ts';

export interface Explanation {
  readonly kind: 'concept' | 'file' | 'script' | 'command' | 'variable' | 'feature';
  readonly title: string;
  /** Markdown, a paragraph or more */
  readonly text: string;
  /** where to read on */
  readonly more: readonly string[];
}

type Finder = (topic: string, knows: Knowledge) => Explanation | undefined;

export const explainTopic: Finder = (topic, knows) =>
  FINDERS.map((find) => find(topic, knows)).find((found) => found !== undefined);

/** Everything that could have been meant, for a suggestion. */
export const topicsOf = ({ lessons, scripts, env, catalog }: Knowledge): readonly string[] => [
  ...lessons.flatMap(({ path }) => [slugOf(path)]),
  ...Object.keys(scripts),
  ...SUBCOMMANDS.map(({ name }) => shortName(name)),
  ...env.map(({ name }) => name),
  ...catalog.layers.filter(({ kind }) => kind === 'feature').map(({ id }) => id),
];

const asFile: Finder = (topic, knows) => {
  const { origins, lessons, read, isEdited } = knows;
  const path = topic.replace(/^\.\//, '').replace(/\/$/, '');
  const layers = origins.get(path);
  const text = read(path);
  if (layers === undefined && text === undefined) return undefined;
  const own = layers === undefined ? 'It is yours: no layer of the generator writes it.' : '';
  const state =
    text === undefined ? 'You have deleted it.' : isEdited(path) ? 'You have edited it.' : '';
  const from = (layers ?? []).map(({ title, hint }) => `It comes with ${title}: ${hint}.`);
  return {
    kind: 'file',
    title: path,
    text: [headOf(text), folderOf(path, knows), ...from, own, state]
      .filter((part) => part !== '')
      .join('\n'),
    more: lessons.filter((lesson) => lesson.text.includes(path)).map(readOn),
  };
};

const asScript: Finder = (topic, { scripts, blueprint, lessons }) => {
  const name = topic.replace(/^(?:npm|pnpm|yarn|bun) (?:run )?/, '');
  const line = scripts[name];
  if (line === undefined) return undefined;
  const about = blueprint.chosen.map(({ layer }) => layer.scripts?.[name]).findLast(Boolean);
  return {
    kind: 'script',
    title: `${blueprint.answers.packageManager} run ${name}`,
    text: [about ?? 'a script of yours', `It runs: ${line}`].join('\n'),
    more: lessons.filter(({ text }) => text.includes(`npm run ${name}\n`)).map(readOn),
  };
};

const asCommand: Finder = (topic) => {
  const command = SUBCOMMANDS.find(
    ({ name }) => shortName(name) === topic.replace(/^backendbytes /, ''),
  );
  if (!command) return undefined;
  const { name, about, argument = '' } = command;
  return {
    kind: 'command',
    title: `${name} ${argument}`.trim(),
    text: about,
    more: [`${name} --help`],
  };
};

const asVariable: Finder = (topic, { env }) => {
  const variable = env.find(({ name }) => name === topic);
  if (!variable) return undefined;
  const example = variable.example ? `\nFor example: ${variable.example}` : '';
  return {
    kind: 'variable',
    title: variable.name,
    text: `${variable.about}${example}`,
    more: ['.env.example'],
  };
};

const asFeature: Finder = (topic, { catalog, blueprint, origins }) => {
  const layer = catalog.layers.find(
    ({ kind, id, aliases }) => kind === 'feature' && [id, ...(aliases ?? [])].includes(topic),
  );
  if (!layer) return undefined;
  const chosen = blueprint.chosen.find(
    (one) => one.layer.id === layer.id && one.layer.kind === 'feature',
  );
  const here = chosen ? `It is here: ${chosen.reason}.` : 'This project does not have it.';
  const files = [...origins].filter(([, layers]) => layers[0] === layer).map(([path]) => path);
  return { kind: 'feature', title: layer.title, text: `${layer.hint}\n${here}`, more: files };
};

/** `L2-C03`, `middleware`, `status codes`, or a word of its title. */
const asConcept: Finder = (topic, { lessons }) => {
  const wanted = topic.toLowerCase();
  const lesson =
    lessons.find(({ row, path }) => [row.toLowerCase(), slugOf(path)].includes(slug(wanted))) ??
    lessons.find(({ title }) => title.toLowerCase().split(/\W+/).includes(wanted));
  if (!lesson) return undefined;
  return {
    kind: 'concept',
    title: `${lesson.title} (${lesson.row})`,
    text: conceptOf(lesson.text),
    more: lesson.isInProject ? [readOn(lesson), ...filesIn(lesson)] : filesIn(lesson),
  };
};

/** A concept of a level that is still ahead. */
const asLaterConcept: Finder = (topic, { catalog, blueprint }) => {
  const lesson = catalog.layers
    .flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'lessons'))
    .flatMap(({ files }) => files)
    .find(({ path }) =>
      [rowOf(path).toLowerCase(), slugOf(`/${path}`)].includes(slug(topic.toLowerCase())),
    );
  const level = Number(/^L(\d+)/.exec(lesson?.path ?? '')?.[1]);
  if (!lesson || level <= blueprint.answers.level) return undefined;
  return {
    kind: 'concept',
    title: `${titleOf(lesson.text) ?? topic} (${rowOf(lesson.path)})`,
    text: `${conceptOf(lesson.text)}\n\nThis is part of level ${level}; the project is at level ${blueprint.answers.level}.`,
    more: [`${BACKENDBYTES} level-up ${level}`],
  };
};

const FINDERS: readonly Finder[] = [
  asScript,
  asCommand,
  asVariable,
  asFile,
  asConcept,
  asFeature,
  asLaterConcept,
];

const readOn = ({ path, title }: KnownLesson): string => `${path}  ${title}`;

const filesIn = ({ text }: KnownLesson): readonly string[] => [
  ...new Set([...text.matchAll(/^ *```\w+ (\S+)$/gm)].map(([, file = '']) => file)),
];

function conceptOf(text: string): string {
  const [concept = ''] = text.split(/^## Implementation$/m);
  return concept.replace(/^# .*\n+## Concept\n/, '').trim();
}

const slugOf = (path: string): string => path.replace(/^.*\/L\d+-[A-Z]\d+-|\.md$/g, '');
const slug = (words: string): string => words.replaceAll(' ', '-');
const shortName = (name: string): string => name.replace('backendbytes ', '');

/** The row of the README's map that says most about a path. */
function folderOf(path: string, { blueprint }: Knowledge): string {
  const rows = blueprint.chosen.flatMap(({ layer }) => Object.entries(layer.folders ?? {}));
  const [row] = rows
    .filter(([folder]) => path === folder || (folder.endsWith('/') && path.startsWith(folder)))
    .sort(([one], [other]) => other.length - one.length);
  return row ? `${row[0]}: ${row[1]}` : '';
}

/** What a file says of itself in the first comment that is meant for readers. */
const headOf = (text = ''): string =>
  (/^\/\*\*([\s\S]*?)\*\//m.exec(text)?.[1] ?? '').replaceAll(/^ ?\*? ?/gm, '').trim();
