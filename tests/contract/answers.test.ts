import { describe, expect, test } from 'vitest';
import { layersOf } from '../../src/catalog/find.ts';
import { fit } from '../../src/resolve/fit.ts';
import { catalog, shop } from '../support/answers.ts';
import { isValid, subsets } from '../support/combinations.ts';

const levels = layersOf(catalog, 'level').map(({ id }) => Number(id));
const databases = layersOf(catalog, 'database').map(({ id }) => id);
const features = layersOf(catalog, 'feature').map(({ id }) => id);

const everything = levels.flatMap((level) =>
  databases.flatMap((database) =>
    subsets(features).map((chosen) => ({ level, database, features: chosen })),
  ),
);

describe('the answers that fit are those the tests predict', () => {
  test.each(everything)('level $level, $database, $features', (answers) => {
    expect(fit(shop(answers), catalog).length === 0).toBe(isValid(answers));
  });

  test('every misfit has a reason and a way out that ends in answers that fit', () => {
    const misfits = everything
      .filter((answers) => !isValid(answers))
      .flatMap((answers) => fit(shop(answers), catalog));
    expect(misfits.length).toBeGreaterThan(0);
    for (const { reason, mends } of misfits) {
      expect(reason).toMatch(/\w+.*\.$/);
      expect(mends.some(({ answers }) => canBeMended(answers, 3))).toBe(true);
    }
  });
});

function canBeMended(answers: Parameters<typeof fit>[0], steps: number): boolean {
  const [misfit] = fit(answers, catalog);
  if (!misfit) return true;
  return steps > 0 && misfit.mends.some((mend) => canBeMended(mend.answers, steps - 1));
}
