/** The projects whose lessons are looked at, the rows that each has a lesson for, and what is in a lesson. */
import type { Answers } from '../../src/types.ts';
import { shop } from './answers.ts';

export const FOLDER = 'docs/lessons/';

/** The concept rows of the roadmap; a lesson is called after its row. */
const level0 = [...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((row) => `L0-C0${row}`), 'L0-C10', 'L0-D1'];
const level1 = [1, 2, 3, 4, 5, 6, 7, 8].map((row) => `L1-C0${row}`);
const level2 = [1, 2, 3, 4, 5, 6, 7, 8].map((row) => `L2-C0${row}`);
const level3 = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((row) => `L3-C0${row}`);
const level7 = [1, 2, 3, 4, 5, 6, 7, 8].map((row) => `L7-C0${row}`);
const level8 = ['L8-C04', 'L8-C05'];
const level6 = [...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((row) => `L6-C0${row}`), 'L6-D1'];
const websockets = ['L8-C01', 'L8-D1'];
const level5 = [1, 2, 3, 4, 5, 6, 7, 8].map((row) => `L5-C0${row}`);

const level4 = [
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((row) => `L4-C0${row}`),
  'L4-C10',
  'L4-C11',
  'L4-D1',
];

export interface Project {
  readonly title: string;
  readonly answers: Answers;
  readonly rows: readonly string[];
}

/** Of every level and database, and of each feature that changes what a lesson says. */
export const projects: readonly Project[] = [
  { title: 'level 0', answers: shop({ level: 0 }), rows: level0 },
  { title: 'level 1', answers: shop({ level: 1 }), rows: [...level0, ...level1] },
  {
    title: 'level 2 with drills',
    answers: shop({ level: 2, features: ['drills'] }),
    rows: [...level0, ...level1, ...level2],
  },
  { title: 'level 2', answers: shop({ level: 2, database: 'none' }), rows: level2 },
  {
    title: 'level 3 on postgres',
    answers: shop({ level: 3, database: 'postgres' }),
    rows: [...level2, ...level3],
  },
  {
    title: 'level 3 on mongo',
    answers: shop({ level: 3, database: 'mongo' }),
    rows: [...level2, ...level3],
  },
  ...['postgres', 'mongo'].map((database) => ({
    title: `level 5 on ${database}`,
    answers: shop({ level: 5, database }),
    rows: [...level2, ...level3, ...level4, ...level5],
  })),
  ...['postgres', 'mongo'].flatMap((database) =>
    [[], ['oauth-github']].map((features) => ({
      title: ['level 4 on', database, ...features].join(' '),
      answers: shop({ level: 4, database, features }),
      rows: [...level2, ...level3, ...level4],
    })),
  ),
  {
    title: 'level 2 with docker',
    answers: shop({ level: 2, database: 'none', features: ['docker'] }),
    rows: [...level2, 'L7-C03'],
  },
  {
    title: 'level 2 with a pipeline',
    answers: shop({ level: 2, database: 'none', features: ['ci'] }),
    rows: [...level2, 'L7-C07'],
  },
  ...['postgres', 'mongo'].flatMap((database) =>
    [[], ['redis'], ['queue', 'redis']].map((features) => ({
      title: ['level 6 on', database, ...features].join(' '),
      answers: shop({ level: 6, database, features }),
      rows: [...level2, ...level3, ...level4, ...level5, ...level6],
    })),
  ),
  ...['postgres', 'mongo'].map((database) => ({
    title: `level 6 on ${database} with uploads`,
    answers: shop({ level: 6, database, features: ['uploads'] }),
    rows: [...level2, ...level3, ...level4, ...level5, ...level6, 'L6-F1'],
  })),
  {
    title: 'level 6 on postgres with drills and a queue in the database',
    answers: shop({ level: 6, database: 'postgres', features: ['drills', 'queue'] }),
    rows: [...level0, ...level1, ...level2, ...level3, ...level4, ...level5, ...level6],
  },
  ...['postgres', 'mongo'].flatMap((database) =>
    [[], ['oauth-github', 'queue', 'redis']].map((features) => ({
      title: ['level 7 on', database, ...features].join(' '),
      answers: shop({ level: 7, database, features }),
      rows: [...level2, ...level3, ...level4, ...level5, ...level6, ...level7],
    })),
  ),
  ...['postgres', 'mongo'].flatMap((database) =>
    [['observability'], ['observability', 'queue', 'redis']].map((features) => ({
      title: ['level 8 on', database, 'with', ...features].join(' '),
      answers: shop({ level: 8, database, features }),
      rows: [
        ...[...level2, ...level3, ...level4, ...level5, ...level6, ...level7, ...level8],
        ...['L8-C06', 'L8-C07', 'L8-C08'],
      ],
    })),
  ),
  ...['postgres', 'mongo'].flatMap((database) =>
    [['rabbitmq'], ['observability', 'rabbitmq', 'redis']].map((features) => ({
      title: ['level 8 on', database, ...features].join(' '),
      answers: shop({ level: 8, database, features }),
      rows: [
        ...[...level2, ...level3, ...level4, ...level5, ...level6, ...level7, ...level8],
        ...(features.includes('observability') ? ['L8-C06', 'L8-C07', 'L8-C08'] : []),
        'L8-C03',
      ],
    })),
  ),
  ...['postgres', 'mongo'].flatMap((database) =>
    [['websockets'], ['redis', 'websockets']].map((features) => ({
      title: ['level 8 on', database, ...features].join(' '),
      answers: shop({ level: 8, database, features }),
      rows: [
        ...[...level2, ...level3, ...level4, ...level5, ...level6, ...level7, ...level8],
        ...websockets,
      ],
    })),
  ),
  ...['postgres', 'mongo'].map((database) => ({
    title: `level 8 on ${database} with graphql`,
    answers: shop({ level: 8, database, features: ['graphql'] }),
    rows: [
      ...[...level2, ...level3, ...level4, ...level5, ...level6, ...level7, ...level8],
      'L8-C02',
    ],
  })),
];

export interface Fence {
  readonly info: string;
  readonly content: string;
}

export function fences(text: string): readonly Fence[] {
  return [...text.matchAll(/^( *)```([^\n]*)\n([\s\S]*?)^\1```$/gm)].map((match) => ({
    info: (match[2] ?? '').trim(),
    content: match[3] ?? '',
  }));
}
