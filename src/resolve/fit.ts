/** Which chosen layers do not fit the other answers, why, and what would mend it. */
import { findLayer, layersOf } from '../catalog/find.ts';
import { knownOptions } from '../modules/options.ts';
import type { Answers, Catalog, Layer, LayerKind } from '../types.ts';
import { withImplied } from './features.ts';

export interface Misfit {
  readonly layer: Subject;
  /** a full sentence, with the value that caused it */
  readonly reason: string;
  /** ways out, the likeliest first; each a complete set of answers (which may need mending in turn) */
  readonly mends: readonly Mend[];
}

export interface Mend {
  /** `raise the level to 3` */
  readonly label: string;
  /** the flags that say the same: `--level 3` */
  readonly flags: string;
  readonly answers: Answers;
}

/** What may not fit: a layer, or an option of a module. */
export type Subject = Pick<Layer, 'id' | 'title' | 'needs'> & {
  readonly kind: LayerKind | 'option';
};

/** Empty when the answers hold together. Expects known ids. */
export function fit(answers: Answers, catalog: Catalog): readonly Misfit[] {
  const database = findLayer(catalog, 'database', answers.database);
  const features = withImplied(catalog, answers).map(({ layer }) => layer);
  const modules = answers.modules.length > 0 ? layersOf(catalog, 'module') : [];
  const starter = starterOf(answers, catalog);
  const layers = [...(database ? [database] : []), ...features, ...starter, ...modules];
  return [
    ...layers.flatMap((layer) => misfitOf(layer, answers, catalog)),
    ...takenOptions(answers, catalog).flatMap((option) => misfitOf(option, answers, catalog)),
  ];
}

export const starterOf = ({ starter }: Answers, catalog: Catalog): readonly Layer[] =>
  layersOf(catalog, 'starter').filter(({ id }) => id === starter);

/** What modules have besides their fields fits, or does not, as a layer would. */
function takenOptions({ modules }: Answers, catalog: Catalog): readonly Subject[] {
  const taken = new Set(modules.flatMap(({ options = [] }) => options));
  return knownOptions(catalog)
    .filter(({ id }) => taken.has(id))
    .map((option) => ({ ...option, title: `--${option.id}`, kind: 'option' }));
}

/** Databases that make sense at this level, the default one first. */
export const databasesFor = (level: number, catalog: Catalog): readonly Layer[] =>
  layersOf(catalog, 'database')
    .filter((layer) => fitsLevel(layer, level))
    .sort((a, b) => Number(b.isDefault ?? false) - Number(a.isDefault ?? false));

/** Features that make sense with these answers as they are. */
export const featuresFor = (answers: Answers, catalog: Catalog): readonly Layer[] =>
  layersOf(catalog, 'feature').filter(
    ({ id }) => fit({ ...answers, features: [id] }, catalog).length === 0,
  );

function misfitOf(layer: Subject, answers: Answers, catalog: Catalog): readonly Misfit[] {
  const { needs } = layer;
  if (needs?.level !== undefined && answers.level < needs.level) {
    const starts = `${layer.title} starts at level ${needs.level}; you chose level ${answers.level}`;
    return [{ layer, reason: because(starts, layer), mends: upOrWithout(layer, answers, catalog) }];
  }
  if (needs?.maxLevel !== undefined && answers.level > needs.maxLevel) {
    const ends = `${layer.title} goes up to level ${needs.maxLevel}; you chose level ${answers.level}`;
    return [{ layer, reason: because(ends, layer), mends: otherOrDown(layer, answers, catalog) }];
  }
  if (needs?.databases && !fitsDatabase(layer, answers.database)) {
    const wants = `${layer.title} works with ${needs.databases.join(' or ')}; you chose ${answers.database}`;
    return [{ layer, reason: because(wants, layer), mends: otherDatabase(layer, answers) }];
  }
  return [];
}

const because = (sentence: string, { needs }: Subject): string =>
  needs?.reason ? `${sentence}: ${needs.reason}.` : `${sentence}.`;

const upOrWithout = (layer: Subject, answers: Answers, catalog: Catalog): readonly Mend[] => [
  toLevel(layer.needs?.level ?? answers.level, answers),
  ...(layer.kind === 'database' ? otherDatabases(answers, catalog) : without(layer, answers)),
];

const otherOrDown = (layer: Subject, answers: Answers, catalog: Catalog): readonly Mend[] => [
  ...(layer.kind === 'database' ? otherDatabases(answers, catalog) : without(layer, answers)),
  toLevel(layer.needs?.maxLevel ?? answers.level, answers),
];

const otherDatabase = (layer: Subject, answers: Answers): readonly Mend[] => [
  ...(layer.needs?.databases ?? []).map((id) => toDatabase(id, id, answers)),
  ...without(layer, answers),
];

const otherDatabases = (answers: Answers, catalog: Catalog): readonly Mend[] =>
  databasesFor(answers.level, catalog).map(({ id, title }) => toDatabase(id, title, answers));

const toLevel = (level: number, answers: Answers): Mend => ({
  label: level > answers.level ? `raise the level to ${level}` : `go down to level ${level}`,
  flags: `--level ${level}`,
  answers: { ...answers, level },
});

const toDatabase = (id: string, title: string, answers: Answers): Mend => ({
  label: `take ${title}`,
  flags: `--database ${id}`,
  answers: { ...answers, database: id },
});

function without(layer: Subject, answers: Answers): readonly Mend[] {
  if (layer.kind === 'module') return [withoutModules(answers)];
  if (layer.kind === 'starter') return [withoutStarter(answers)];
  if (layer.kind === 'option') return [withoutOption(layer.id, answers)];
  if (!answers.features.includes(layer.id)) return [];
  const features = answers.features.filter((id) => id !== layer.id);
  return [
    {
      label: `leave ${layer.title} out`,
      flags: `--features ${features.join(',') || 'none'}`,
      answers: { ...answers, features },
    },
  ];
}

const withoutStarter = ({ starter = '', ...answers }: Answers): Mend => ({
  label: `begin without ${starter}`,
  flags: 'no --starter',
  answers,
});

const withoutModules = (answers: Answers): Mend => ({
  label: 'leave the modules out',
  flags: 'no --module',
  answers: { ...answers, modules: [] },
});

const withoutOption = (id: string, answers: Answers): Mend => ({
  label: `leave --${id} out`,
  flags: `no --${id}`,
  answers: {
    ...answers,
    modules: answers.modules.map(({ options = [], ...module }) => ({
      ...module,
      options: options.filter((option) => option !== id),
    })),
  },
});

export const fitsDatabase = ({ needs }: Pick<Layer, 'needs'>, database: string): boolean =>
  needs?.databases?.includes(database) ?? true;

export const fitsLevel = ({ needs }: Layer, level: number): boolean =>
  level >= (needs?.level ?? 0) && level <= (needs?.maxLevel ?? Infinity);
