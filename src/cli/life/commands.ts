/** `add`, `remove`, `level-up`: old answers → new answers; the rest is the same program. */
import { findLayer, layersOf } from '../../catalog/find.ts';
import { nearest } from '../../answers/nearest.ts';
import { BACKENDBYTES } from '../../version.ts';
import { UserError } from '../../errors.ts';
import { printable } from '../../names.ts';
import { databasesFor, fit } from '../../resolve/fit.ts';
import { featuresAt, withImplied } from '../../resolve/features.ts';
import { hasHistory, resolve } from '../../resolve/resolve.ts';
import type { Answers, Catalog } from '../../types.ts';
import { stepsOf } from '../../workshop/steps.ts';
import type { Exit } from '../exit.ts';
import { valueOf } from '../parse.ts';
import { applyIntent, type Tools } from './apply.ts';
import { baseOfAnyVersion } from './base.ts';
import { refuseDirty } from './clean-tree.ts';
import { areInUse, historyLost } from './history.ts';

export function add(tools: Tools): Promise<Exit> {
  const ids = featureIds(tools, 'add');
  return applyIntent(
    {
      command: `add ${ids.join(' ')}`,
      decide: ({ kept = [], ...answers }) =>
        fitting(
          {
            ...answers,
            features: [...new Set([...answers.features, ...ids])],
            kept: kept.filter((id) => !ids.includes(id)),
          },
          tools.catalog,
        ),
    },
    tools,
  );
}

export function remove(tools: Tools): Promise<Exit> {
  const ids = featureIds(tools, 'remove');
  return applyIntent(
    {
      command: `remove ${ids.join(' ')}`,
      decide: async (answers, project) => {
        const features = answers.features.filter((id) => !ids.includes(id));
        const after = { ...answers, features };
        refuseStillNeeded(ids, after, tools.catalog);
        const lost = await historyLost(after, project, tools.catalog);
        return (await areInUse(project.root, lost)) ? keeping(answers, after, tools) : after;
      },
    },
    tools,
  );
}

/** A database may have run their migrations: the code goes, and what is kept there stays until its owner drops it. */
function keeping(before: Answers, after: Answers, { catalog, output }: Tools): Answers {
  const still = new Set(withImplied(catalog, after).map(({ layer }) => layer.id));
  const gone = withImplied(catalog, before)
    .map(({ layer }) => layer)
    .filter((layer) => !still.has(layer.id) && hasHistory(layer));
  output.note(
    `A database may have run the migrations of ${gone.map(({ title }) => title).join(', ')}: they stay, and so do the tables.`,
  );
  return {
    ...after,
    kept: [...new Set([...(after.kept ?? []), ...gone.map(({ id }) => id)])].sort(),
  };
}

/** Without a number: one level up. A level that wants a database gets the one that is asked for. */
export function levelUp(tools: Tools): Promise<Exit> {
  const [typed, extra] = tools.parsed.positionals;
  if (extra !== undefined)
    throw new UserError('USAGE', 'One level is enough.', 'For example: backendbytes level-up 3');
  return applyIntent(
    {
      command: typed === undefined ? 'level-up' : `level-up ${typed}`,
      guard: ({ root }) => refuseDirty(root, tools.parsed),
      decide: (answers) => raised(answers, typed, tools),
    },
    tools,
  );
}

/** The same answers, the templates of this version. */
export const update = (tools: Tools): Promise<Exit> =>
  applyIntent(
    {
      command: 'update',
      guard: ({ root }) => refuseDirty(root, tools.parsed),
      readBase: baseOfAnyVersion,
      decide: (answers) => fitting(answers, tools.catalog),
    },
    tools,
  );

function raised(answers: Answers, typed: string | undefined, { catalog, parsed }: Tools): Answers {
  const levels = layersOf(catalog, 'level')
    .map(({ id }) => Number(id))
    .sort((a, b) => a - b);
  const level = typed === undefined ? levels.find((id) => id > answers.level) : Number(typed);
  if (level === undefined)
    throw new UserError('REFUSED', `Level ${answers.level} is the highest there is.`);
  if (!levels.includes(level))
    throw new UserError(
      'USAGE',
      `There is no level ${printable(typed ?? '')}.`,
      `Levels: ${levels.join(', ')}`,
    );
  if (level < answers.level)
    throw new UserError(
      'REFUSED',
      `The project is at level ${answers.level} already; levels only go up.`,
      `Back again: ${BACKENDBYTES} undo, or git`,
    );
  return fitting(
    withWorkshopLeft(
      {
        ...answers,
        level,
        database: databaseAt(level, answers, { catalog, parsed }),
        features: featuresAt(level, answers, catalog),
      },
      catalog,
    ),
    catalog,
  );
}

/** On a level that has no steps any more it is over. */
function withWorkshopLeft(answers: Answers, catalog: Catalog): Answers {
  const { workshop, ...rest } = answers;
  if (!workshop || fit(answers, catalog).length > 0) return answers;
  const known = stepsOf(resolve(answers, catalog)).map(({ id }) => id);
  if (known.length === 0) return rest;
  return { ...answers, workshop: { solved: workshop.solved.filter((id) => known.includes(id)) } };
}

function databaseAt(
  level: number,
  answers: Answers,
  { catalog, parsed }: Pick<Tools, 'catalog' | 'parsed'>,
): string {
  const fits = databasesFor(level, catalog);
  const asked = valueOf(parsed, 'database');
  if (asked !== undefined) return findLayer(catalog, 'database', asked)?.id ?? asked;
  if (fits.some(({ id }) => id === answers.database)) return answers.database;
  const names = fits.map(({ id }) => `--database ${id}`);
  throw new UserError(
    'USAGE',
    `Level ${level} needs a database; the project has none.`,
    `Add one of: ${names.join(', ')}`,
  );
}

function featureIds({ parsed, catalog }: Tools, command: string): readonly string[] {
  const typed = parsed.positionals.flatMap((text) => text.split(',')).filter((text) => text !== '');
  const known = layersOf(catalog, 'feature').map(({ id }) => id);
  if (typed.length === 0)
    throw new UserError(
      'USAGE',
      `Which feature? There are: ${known.join(', ')}.`,
      `For example: backendbytes ${command} ${known[0] ?? ''}`,
    );
  return typed.map((name) => {
    const layer = findLayer(catalog, 'feature', name);
    if (layer) return layer.id;
    const meant = nearest(name, known);
    throw new UserError(
      'USAGE',
      `There is no feature ${printable(name)}.`,
      meant ? `Did you mean ${meant}?` : `Features: ${known.join(', ')}`,
    );
  });
}

/** @throws UserError with the next command to type when the answers do not hold together */
export function fitting(answers: Answers, catalog: Catalog): Answers {
  const [misfit] = fit(answers, catalog);
  if (!misfit) return answers;
  const up = misfit.mends.find((mend) => mend.answers.level > answers.level);
  throw new UserError(
    'USAGE',
    misfit.reason,
    up ? `Run: ${BACKENDBYTES} level-up ${up.answers.level}` : '',
  );
}

function refuseStillNeeded(ids: readonly string[], answers: Answers, catalog: Catalog): void {
  const needed = withImplied(catalog, answers).find(({ layer }) => ids.includes(layer.id));
  if (needed)
    throw new UserError(
      'REFUSED',
      `${needed.layer.title} is ${needed.reason}.`,
      'Remove that first, or both at once.',
    );
}
