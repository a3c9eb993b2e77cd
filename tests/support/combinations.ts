/**
 * Which answers are valid, as the tests predict it; `resolve` must agree.
 * Owned by the tests on purpose: a mistake in a layer's `needs` shows as a difference.
 */
import type { Answers, ModuleAnswer } from '../../src/types.ts';
import { shop } from './answers.ts';

const HIGHEST = 7;

/** Lowest and highest level. */
const FEATURES: Readonly<Record<string, readonly [number, number]>> = {
  drills: [0, HIGHEST],
  docker: [2, HIGHEST],
  ci: [2, HIGHEST],
  bcrypt: [4, HIGHEST],
  jwt: [4, HIGHEST],
  'oauth-github': [4, HIGHEST],
  redis: [6, HIGHEST],
  queue: [6, HIGHEST],
  uploads: [6, HIGHEST],
};

/** Lowest and highest level. */
const DATABASES: Readonly<Record<string, readonly [number, number]>> = {
  none: [0, 2],
  postgres: [3, HIGHEST],
  mongo: [3, HIGHEST],
};

const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7];
const FIRST_MODULES = 2;

/** They bring files beside the code of a project, and nothing in it imports them. */
const BESIDE = ['drills', 'docker', 'ci'];

/** They come along from their level on, so asking for them changes nothing. */
export const BROUGHT = ['jwt'];

const MODULES: readonly (readonly ModuleAnswer[])[] = [
  [],
  [
    {
      name: 'people',
      fields: ['name:string', 'email:email:unique', 'isActive:boolean=true', 'bornOn:date?'],
    },
    {
      name: 'order-groups',
      fields: [
        'status:enum(draft,sent)=draft',
        'total:decimal:min=0',
        'dueAt:datetime?',
        'note:text?',
      ],
    },
  ],
];

const EXTRAS = MODULES.flatMap((modules) => [true, false].map((example) => ({ modules, example })));
const WITHOUT_MODULES = EXTRAS.filter(({ modules }) => modules.length === 0);

/**
 * Every level with every database and the sets of features that change code; what stands beside the code, modules and the
 * example are spread over them, so that each of them, too, is met at every level.
 */
export const validAnswers = (): readonly Answers[] =>
  LEVELS.flatMap((level) =>
    Object.keys(DATABASES)
      .filter((database) => fitsDatabase(level, database))
      .flatMap((database) => [
        ...answersAt(level, database),
        shop({ level, database, lessons: false }),
      ]),
  );

function answersAt(level: number, database: string): readonly Answers[] {
  const offered = Object.keys(FEATURES).filter((id) => fitsFeature(level, id));
  const wired = telling(offered.filter((id) => ![...BESIDE, ...BROUGHT].includes(id)));
  const beside = subsets(BESIDE.filter((id) => offered.includes(id)));
  const extras = level < FIRST_MODULES ? WITHOUT_MODULES : EXTRAS;
  const rounds = Math.max(wired.length, beside.length, extras.length);
  return Array.from({ length: rounds }, (_, round) => {
    // One further in every turn: else a set would meet the same one of the others for ever.
    const turn = Math.floor(round / beside.length);
    const features = [...at(wired, round), ...at(beside, round)].sort();
    return shop({ level, database, features, ...at(extras, round + turn) });
  });
}

/**
 * None, each alone, all but one, and all: any two features are met together, one without the other, and both missing.
 * Every set there is would double with each new feature: `npm run test:long` has them.
 */
const telling = (features: readonly string[]): readonly (readonly string[])[] =>
  subsets(features).filter(({ length }) => length <= 1 || length >= features.length - 1);

/** From the beginning again when the list is at its end. */
function at<Item>(list: readonly Item[], round: number): Item {
  const item = list[round % list.length];
  if (item === undefined) throw new Error('an empty list');
  return item;
}

/** Every level with every database with every set of features, valid or not. */
export const isValid = ({
  level,
  database,
  features,
}: Pick<Answers, 'level' | 'database' | 'features'>): boolean =>
  fitsDatabase(level, database) && features.every((id) => fitsFeature(level, id));

const fitsDatabase = (level: number, database: string): boolean =>
  isBetween(level, DATABASES[database]);

const fitsFeature = (level: number, id: string): boolean => isBetween(level, FEATURES[id]);

const isBetween = (level: number, range: readonly [number, number] | undefined): boolean =>
  range !== undefined && level >= range[0] && level <= range[1];

export const labelOf = ({
  level,
  database,
  features,
  modules,
  example,
  lessons,
}: Answers): string =>
  [
    `level ${level}`,
    database,
    ...features,
    ...modules.map(({ name }) => name),
    example ? 'example' : 'no example',
    ...(lessons ? [] : ['no lessons']),
  ].join(' · ');

export const subsets = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  items.reduce<readonly (readonly Item[])[]>(
    (sets, item) => [...sets, ...sets.map((set) => [...set, item])],
    [[]],
  );
