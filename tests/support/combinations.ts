/**
 * Which answers are valid, as the tests predict it; `resolve` must agree.
 * Owned by the tests on purpose: a mistake in a layer's `needs` shows as a difference.
 */
import type { Answers, ModuleAnswer } from '../../src/types.ts';
import { shop } from './answers.ts';

const VALID: readonly {
  readonly level: number;
  readonly databases: readonly string[];
  readonly features: readonly string[];
  readonly withoutModules?: true;
}[] = [
  ...[0, 1].map((level) => ({
    level,
    databases: ['none'],
    features: ['drills'],
    withoutModules: true as const,
  })),
  { level: 2, databases: ['none'], features: ['docker', 'drills'] },
  ...[3, 4, 5, 6, 7].map((level) => ({
    level,
    databases: ['postgres', 'mongo'],
    features: ['docker', 'drills'],
  })),
];

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

export const validAnswers = (): readonly Answers[] =>
  VALID.flatMap(({ level, databases, features, withoutModules }) =>
    databases.flatMap((database) =>
      subsets(features).flatMap((chosen) =>
        (withoutModules ? [[]] : MODULES).flatMap((modules) =>
          [true, false].map((example) =>
            shop({ level, database, features: chosen, modules, example }),
          ),
        ),
      ),
    ),
  ).filter(isWorthAsking);

/** Drills touch nothing that other features and modules touch: alone is enough to hold them to the contract. */
const isWorthAsking = ({ features, modules }: Answers): boolean =>
  !features.includes('drills') || (features.length === 1 && modules.length === 0);

/** Every level with every database with every set of features, valid or not. */
export const isValid = ({
  level,
  database,
  features,
}: Pick<Answers, 'level' | 'database' | 'features'>): boolean =>
  VALID.some(
    (row) =>
      row.level === level &&
      row.databases.includes(database) &&
      features.every((id) => row.features.includes(id)),
  );

export const labelOf = ({ level, database, features, modules, example }: Answers): string =>
  [
    `level ${level}`,
    database,
    ...features,
    ...modules.map(({ name }) => name),
    example ? 'example' : 'no example',
  ].join(' · ');

export const subsets = <Item>(items: readonly Item[]): readonly (readonly Item[])[] =>
  items.reduce<readonly (readonly Item[])[]>(
    (sets, item) => [...sets, ...sets.map((set) => [...set, item])],
    [[]],
  );
