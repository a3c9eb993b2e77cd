/** The roadmap as a map: what every level adds, and where on it a project stands. */
import { broughtByLevel } from '../../resolve/features.ts';
import { levels } from '../../answers/draft.ts';
import { findLayer, layersOf } from '../../catalog/find.ts';
import type { Answers, Catalog, Layer } from '../../types.ts';

export interface Stop {
  readonly level: number;
  readonly title: string;
  readonly hint: string;
  readonly promise: string;
  readonly time: string;
  readonly goal: string;
  readonly place: 'behind' | 'here' | 'ahead';
  /** features that can be picked from this level on, or that it brings */
  readonly features: readonly string[];
  /** titles of its lessons, each once */
  readonly lessons: readonly string[];
}

/** Without answers nobody stands anywhere: every level is ahead. */
export function roadOf(catalog: Catalog, answers?: Answers): readonly Stop[] {
  return levels(catalog).flatMap((level) => {
    const layer = findLayer(catalog, 'level', String(level));
    if (!layer?.about) return [];
    const { promise, time, goal } = layer.about;
    return [
      {
        level,
        title: layer.title,
        hint: layer.hint,
        promise,
        time,
        goal,
        place: placeOf(level, answers?.level ?? -1),
        features: newFeatures(level, catalog).map(({ title }) => title),
        lessons: lessonTitles(level, catalog),
      },
    ];
  });
}

const placeOf = (level: number, here: number): Stop['place'] =>
  level === here ? 'here' : level < here ? 'behind' : 'ahead';

function newFeatures(level: number, catalog: Catalog): readonly Layer[] {
  const brought = broughtByLevel(catalog, { level, database: '', features: [] });
  const below = broughtUpTo(level - 1, catalog);
  return layersOf(catalog, 'feature').filter(
    ({ id, needs }) => !below.has(id) && (brought.has(id) || needs?.level === level),
  );
}

const broughtUpTo = (level: number, catalog: Catalog): ReadonlySet<string> =>
  new Set(
    levels(catalog)
      .filter((one) => one <= level)
      .flatMap((one) => [...broughtByLevel(catalog, { level: one, database: '', features: [] })]),
  );

/** A lesson is called after its row of the roadmap, so its name says its level. */
const lessonTitles = (level: number, catalog: Catalog): readonly string[] => {
  const files = catalog.layers
    .flatMap(({ parts }) => parts.filter(({ kind }) => kind === 'lessons'))
    .flatMap((part) => part.files)
    .filter(({ path }) => path.startsWith(`L${level}-`));
  const byName = new Map(files.map(({ path, text }) => [path, titleOf(text) ?? path]));
  return [...byName].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, title]) => title);
};

export const titleOf = (markdown: string): string | undefined => /^# (.+)$/m.exec(markdown)?.[1];
