import { describe, expect, test } from 'vitest';
import { layersOf } from '../../src/catalog/find.ts';
import { fit } from '../../src/resolve/fit.ts';
import { catalog, shop } from '../support/answers.ts';
import { isValid, subsets } from '../support/combinations.ts';

const levels = layersOf(catalog, 'level').map(({ id }) => Number(id));
const databases = layersOf(catalog, 'database').map(({ id }) => id);

const places = levels.flatMap((level) => databases.map((database) => ({ level, database })));
const ids = layersOf(catalog, 'feature').map(({ id }) => id);
// A misfit is told of one feature, mended in steps: what holds of any two, and of nearly all, holds of those between.
const setsOfFeatures = subsets(ids).filter(({ length }) => length <= 2 || length >= ids.length - 1);

describe.each(places)('at level $level on $database', (place) => {
  const everything = setsOfFeatures.map((features) => ({ ...place, features }));

  test('the answers that fit are those the tests predict', () => {
    const surprises = everything.filter(
      (answers) => (fit(shop(answers), catalog).length === 0) !== isValid(answers),
    );
    expect(surprises).toEqual([]);
  });

  test('every misfit has a reason and a way out that ends in answers that fit', () => {
    const misfits = everything.flatMap((answers) => fit(shop(answers), catalog));
    const dead = misfits.filter(
      ({ reason, mends }) =>
        !/\w+.*\.$/.test(reason) || !mends.some(({ answers }) => canBeMended(answers, 6)),
    );
    expect(dead).toEqual([]);
  });
});

function canBeMended(answers: Parameters<typeof fit>[0], steps: number): boolean {
  const [misfit] = fit(answers, catalog);
  if (!misfit) return true;
  return steps > 0 && misfit.mends.some((mend) => canBeMended(mend.answers, steps - 1));
}
