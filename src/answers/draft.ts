/** Answers on their way: what flags, a config file and prompts have settled so far. */
import { findLayer, layersOf } from '../catalog/find.ts';
import { broughtByLevel } from '../resolve/features.ts';
import { databasesFor, fit } from '../resolve/fit.ts';
import { started } from './starter.ts';
import type { Answers, Catalog, Layer, ModuleAnswer, PackageManager } from '../types.ts';

/** What is done once the files are there; no part of the answers, since the files do not depend on it. */
export interface LaterSteps {
  readonly install: boolean;
  readonly git: boolean;
}

export type Draft = Partial<Answers & LaterSteps>;
export type Complete = Answers & LaterSteps;

/** Without the later steps, and always in the same order: this is what a project keeps. */
export const onlyAnswers = (answers: Answers): Answers => ({
  name: answers.name,
  description: answers.description,
  level: answers.level,
  database: answers.database,
  features: answers.features,
  modules: answers.modules.map(onlyModule),
  example: answers.example,
  lessons: answers.lessons,
  packageManager: answers.packageManager,
  ...(answers.starter !== undefined && { starter: answers.starter }),
  ...(answers.generated && answers.generated.length > 0 && { generated: answers.generated }),
  ...(answers.kept && answers.kept.length > 0 && { kept: answers.kept }),
});

const onlyModule = ({ name, fields, options, number, dropped }: ModuleAnswer): ModuleAnswer => ({
  name,
  fields,
  ...(options && options.length > 0 && { options }),
  ...(number !== undefined && { number }),
  ...(dropped !== undefined && { dropped }),
});

/** Later ones win: a flag over the config file. */
export const mergeAnswers = (...drafts: readonly Draft[]): Draft =>
  Object.assign({}, ...drafts) as Draft;

/** What the machine knows, for answers nobody gave. */
export interface Surroundings {
  readonly name: string;
  readonly packageManager: PackageManager;
}

/** What Enter at every prompt would answer: `--yes`, and the first choice each prompt shows. */
export function withDefaults(given: Draft, around: Surroundings, catalog: Catalog): Complete {
  const draft = withStarter(given, catalog);
  const name = draft.name ?? around.name;
  const answers: Complete = {
    name,
    description: draft.description ?? describe(name),
    ...defaultLayers(draft, catalog),
    features: draft.features ?? [],
    modules: draft.modules ?? [],
    example: draft.example ?? true,
    lessons: draft.lessons ?? true,
    packageManager: draft.packageManager ?? around.packageManager,
    ...(draft.starter !== undefined && { starter: draft.starter }),
    install: draft.install ?? true,
    git: draft.git ?? true,
  };
  if (draft.features) return answers;
  return { ...answers, features: suggested(answers, catalog).map(({ id }) => id) };
}

/** The answers of the starter, if one was asked for, where nothing else was said. */
export const withStarter = (draft: Draft, catalog: Catalog): Draft =>
  started(draft, EMPTY, catalog);

export const describe = (name: string): string => `The ${name.replace(/^@[^/]*\//, '')} backend.`;

/** Features a prompt shows preselected. */
export function suggested(answers: Answers, catalog: Catalog): readonly Layer[] {
  const brought = broughtByLevel(catalog, answers);
  return layersOf(catalog, 'feature').filter(
    ({ id, suggestedFrom = Infinity }) =>
      answers.level >= suggestedFrom &&
      !brought.has(id) &&
      fit({ ...answers, features: [id] }, catalog).length === 0,
  );
}

type Layers = Pick<Answers, 'level' | 'database'>;

/** The default level and database, or the nearest ones that what was given explicitly fits to. */
function defaultLayers(draft: Draft, catalog: Catalog): Layers {
  const candidates = levelsFor(draft, catalog).flatMap((level) =>
    databaseIds(draft, level, catalog).map((database) => ({ level, database })),
  );
  const asked = { ...EMPTY, features: draft.features ?? [], modules: draft.modules ?? [] };
  const fitting = candidates.find((layers) => fit({ ...asked, ...layers }, catalog).length === 0);
  const [first] = candidates;
  if (!first) throw new Error('the catalog has no level or no database');
  return fitting ?? first;
}

const EMPTY: Answers = {
  name: '',
  description: '',
  level: 0,
  database: '',
  features: [],
  modules: [],
  example: true,
  lessons: true,
  packageManager: 'npm',
};

/** The default one, then those above it, then those below it. */
function levelsFor({ level }: Draft, catalog: Catalog): readonly number[] {
  if (level !== undefined) return [level];
  const all = levels(catalog);
  const first = Number(layersOf(catalog, 'level').find(({ isDefault }) => isDefault)?.id ?? all[0]);
  return [
    ...all.filter((other) => other >= first),
    ...all.filter((other) => other < first).reverse(),
  ];
}

export const levels = (catalog: Catalog): readonly number[] =>
  layersOf(catalog, 'level')
    .map(({ id }) => Number(id))
    .sort((a, b) => a - b);

function databaseIds({ database }: Draft, level: number, catalog: Catalog): readonly string[] {
  if (database !== undefined) return [findLayer(catalog, 'database', database)?.id ?? database];
  return databasesFor(level, catalog).map(({ id }) => id);
}
