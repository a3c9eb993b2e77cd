/** The laws of docs/architecture.md, over every valid combination. Laws 2, 4 and 5 come with `evolve`. */
import { describe, expect, test } from 'vitest';
import { readCatalog } from '../../src/catalog/read.ts';
import { compose } from '../../src/compose/compose.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import { render, renderAnew, root } from '../support/answers.ts';
import { labelOf, validAnswers } from '../support/combinations.ts';

const all = validAnswers().map((answers) => [labelOf(answers), answers] as const);

describe('law 3, repeatable: the same answers give the same bytes', () => {
  test.each(all)('%s', async (_, answers) => {
    expect([...(await renderAnew(answers))]).toEqual([...(await render(answers))]);
  });

  test('also from a catalog that was read again and listed the other way round', async () => {
    const reread = await readCatalog(`${root}/templates`);
    const [, answers] = all.at(-1) ?? [];
    if (!answers) throw new Error('no combination to compare');
    expect([...(await compose(resolve(answers, JSON.parse(JSON.stringify(reread)))))]).toEqual([
      ...(await render(answers)),
    ]);
  });
});

describe('law 1, untouched = fresh, for what exists so far: the order in which things were asked does not matter', () => {
  const several = all.filter(([, { features }]) => features.length > 1);

  test.each(several)('%s', async (_, answers) => {
    const reversed = { ...answers, features: [...answers.features].reverse() };
    const files = [...(await renderAnew(reversed))].filter(
      ([path]) => path !== '.backendbytes.json',
    );
    expect(files).toEqual(
      [...(await render(answers))].filter(([path]) => path !== '.backendbytes.json'),
    );
  });
});
