/** Which workshops there are: of a starter, at a level, on a database. */
import { layersOf } from '../catalog/find.ts';
import { fit } from '../resolve/fit.ts';
import { resolve } from '../resolve/resolve.ts';
import type { Answers, Catalog, Layer } from '../types.ts';
import { stepsOf, type Step } from './steps.ts';

export interface Offered {
  /** with nothing solved */
  readonly answers: Answers;
  readonly steps: readonly Step[];
}

export function workshopsOf(starter: Layer, catalog: Catalog): readonly Offered[] {
  if (!starter.parts.some(({ kind }) => kind === 'workshop')) return [];
  return layersOf(catalog, 'level').flatMap(({ id: level }) =>
    layersOf(catalog, 'database').flatMap(({ id: database }) =>
      workshopOf(
        {
          ...PLAIN,
          starter: starter.id,
          level: Number(level),
          database,
          features: starter.starts?.features ?? [],
        },
        catalog,
      ),
    ),
  );
}

function workshopOf(answers: Answers, catalog: Catalog): readonly Offered[] {
  if (fit(answers, catalog).length > 0) return [];
  const steps = stepsOf(resolve(answers, catalog));
  return steps.length === 0 ? [] : [{ answers, steps }];
}

const PLAIN: Answers = {
  name: 'workshop',
  description: 'A workshop.',
  level: 0,
  database: 'none',
  features: [],
  modules: [],
  example: false,
  lessons: true,
  packageManager: 'npm',
  workshop: { solved: [] },
};
