/**
 * Which answers are valid, as the tests predict it; `resolve` must agree.
 * Owned by the tests on purpose: a mistake in a layer's `needs` shows as a difference.
 */
import type { Answers, ModuleAnswer } from '../../src/types.ts';
import { shop } from './answers.ts';

const HIGHEST = 8;

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
  observability: [8, HIGHEST],
  websockets: [8, HIGHEST],
  rabbitmq: [8, HIGHEST],
  graphql: [8, HIGHEST],
};

/** Lowest and highest level. */
const DATABASES: Readonly<Record<string, readonly [number, number]>> = {
  none: [0, 2],
  postgres: [3, HIGHEST],
  mongo: [3, HIGHEST],
};

/** Lowest and highest level, and the databases. */
const STARTERS: Readonly<Record<string, readonly [number, number, readonly string[]]>> = {
  auth: [4, HIGHEST, ['postgres', 'mongo']],
  chat: [8, HIGHEST, ['mongo', 'postgres']],
  'job-queue': [6, HIGHEST, ['postgres', 'mongo']],
  shop: [6, HIGHEST, ['postgres', 'mongo']],
  notes: [4, 4, ['mongo', 'postgres']],
  todo: [2, HIGHEST, ['none', 'postgres', 'mongo']],
  'url-shortener': [2, HIGHEST, ['none', 'postgres', 'mongo']],
};

/** Every starter at every level with every database that makes sense: alone, and with all features there are. */
export const starterAnswers = (): readonly Answers[] =>
  Object.entries(STARTERS).flatMap(([starter, [lowest, highest, databases]]) =>
    LEVELS.filter((level) => level >= lowest && level <= highest).flatMap((level) =>
      databases
        .filter((database) => fitsDatabase(level, database))
        .flatMap((database) =>
          [[], WANTED.filter((id) => fitsFeature(level, id))].map((features) =>
            shop({ level, database, features, starter, example: false }),
          ),
        ),
    ),
  );

/** Alone in one place, with all features in the next. */
const starterAnswersInTurn = (): readonly Answers[] =>
  starterAnswers().filter((_, at) => at % 2 === Math.floor(at / 2) % 2);

/** Of modules: the lowest level. */
const OPTIONS: Readonly<Record<string, number>> = { owner: 4, 'soft-delete': 3 };

const LEVELS = [0, 1, 2, 3, 4, 5, 6, 7, 8];
const FIRST_MODULES = 2;

/** They bring files beside the code of a project, and nothing in it imports them. */
const BESIDE = ['drills', 'docker', 'ci'];

/** They come along from their level on, so asking for them changes nothing. */
export const BROUGHT = ['jwt'];

const WANTED = Object.keys(FEATURES).filter((id) => !BROUGHT.includes(id));

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
export const validAnswers = (): readonly Answers[] => [
  ...LEVELS.flatMap((level) =>
    Object.keys(DATABASES)
      .filter((database) => fitsDatabase(level, database))
      .flatMap((database) => [
        ...answersAt(level, database),
        shop({ level, database, lessons: false }),
      ]),
  ),
  ...starterAnswersInTurn(),
];

/** What is left of features that were taken away after a database had run their migrations. */
export const leftovers = (): readonly Answers[] =>
  [4, 6].flatMap((level) =>
    Object.keys(DATABASES)
      .filter((database) => fitsDatabase(level, database))
      .map((database) =>
        shop({
          level,
          database,
          kept: WANTED.filter((id) => fitsFeature(level, id) && !BESIDE.includes(id)).sort(),
        }),
      ),
  );

/** Features that change code and are asked for, where they can be had. */
const wiredAt = (level: number): readonly string[] =>
  Object.keys(FEATURES).filter(
    (id) => fitsFeature(level, id) && ![...BESIDE, ...BROUGHT].includes(id),
  );

/** All features that change code but one, where that is neither one alone nor none. */
export function lacksOne({ level, features }: Pick<Answers, 'level' | 'features'>): boolean {
  const wired = wiredAt(level);
  return wired.length > 2 && wired.filter((id) => !features.includes(id)).length === 1;
}

function answersAt(level: number, database: string): readonly Answers[] {
  const offered = Object.keys(FEATURES).filter((id) => fitsFeature(level, id));
  const wired = telling(wiredAt(level));
  const beside = subsets(BESIDE.filter((id) => offered.includes(id)));
  const extras = level < FIRST_MODULES ? WITHOUT_MODULES : EXTRAS;
  const rounds = Math.max(wired.length, beside.length, extras.length);
  return Array.from({ length: rounds }, (_, round) => {
    // One further in every turn: else a set would meet the same one of the others for ever.
    const turn = Math.floor(round / beside.length);
    const features = [...at(wired, round), ...at(beside, round)].sort();
    const { modules, example } = at(extras, round + turn);
    return shop({ level, database, features, example, modules: withOptions(modules, level) });
  });
}

/**
 * None, each alone, all but one, and all: any two features are met together, one without the other, and both missing.
 * Every set there is would double with each new feature; `npm run test:long` installs a selection of those, another one each day.
 */
const telling = (features: readonly string[]): readonly (readonly string[])[] =>
  subsets(features).filter(({ length }) => length <= 1 || length >= features.length - 1);

/** From the beginning again when the list is at its end. */
function at<Item>(list: readonly Item[], round: number): Item {
  const item = list[round % list.length];
  if (item === undefined) throw new Error('an empty list');
  return item;
}

/** Each module has another set of the options there are at this level: some of them, or all. */
const withOptions = (modules: readonly ModuleAnswer[], level: number): readonly ModuleAnswer[] => {
  const offered = Object.keys(OPTIONS).filter((id) => level >= (OPTIONS[id] ?? Infinity));
  return modules.map((module, place) => {
    const options = [offered, offered.slice(0, 1)][place] ?? [];
    return options.length === 0 ? module : { ...module, options };
  });
};

/** Every level with every database with every set of features, valid or not. */
export const isValid = ({
  level,
  database,
  features,
}: Pick<Answers, 'level' | 'database' | 'features'>): boolean =>
  fitsDatabase(level, database) && features.every((id) => fitsFeature(level, id));

export type Choice = Pick<Answers, 'level' | 'database' | 'features' | 'example'>;

/** Every level with every database and every set of features that fit, with the example and without. */
export const everyChoice = (): readonly Choice[] =>
  LEVELS.flatMap((level) =>
    Object.keys(DATABASES).flatMap((database) =>
      subsets(WANTED).flatMap((features) =>
        [true, false].map((example) => ({ level, database, features, example })),
      ),
    ),
  ).filter(isValid);

/** What a choice says, in words of which two can be met together: `level 5`, `mongo`, `without redis`. */
export const saidBy = ({ level, database, features, example }: Choice): readonly string[] => [
  `level ${level}`,
  database,
  example ? 'example' : 'no example',
  ...WANTED.map((id) => (features.includes(id) ? id : `without ${id}`)),
];

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
  starter,
  kept = [],
}: Answers): string =>
  [
    `level ${level}`,
    database,
    ...(starter === undefined ? [] : [`starter ${starter}`]),
    ...features,
    ...modules.map(({ name, options = [] }) => [name, ...options].join(' --')),
    example ? 'example' : 'no example',
    ...(lessons ? [] : ['no lessons']),
    ...kept.map((id) => `once ${id}`),
  ].join(' · ');

export const subsets = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  items.reduce<readonly (readonly Item[])[]>(
    (sets, item) => [...sets, ...sets.map((set) => [...set, item])],
    [[]],
  );
