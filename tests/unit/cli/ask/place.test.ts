import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { placeQuestion } from '../../../../src/cli/ask/place.ts';
import { askAll, type State } from '../../../../src/cli/ask/steps.ts';
import { UserError } from '../../../../src/errors.ts';
import { CANCEL, ENTER, scriptedUi, type Key } from '../../../support/scripted-ui.ts';

let cwd = '';
beforeEach(() => {
  cwd = realpathSync(mkdtempSync(path.join(tmpdir(), 'place-')));
  mkdirSync(path.join(cwd, 'full'));
  writeFileSync(path.join(cwd, 'full/notes.txt'), 'precious');
});
afterEach(() => rmSync(cwd, { recursive: true }));

async function ask(start: Partial<State>, ...keys: readonly Key[]) {
  const ui = scriptedUi(...keys);
  const state = await askAll(
    [placeQuestion({ cwd, isNested: false, isDryRun: false })],
    { draft: {}, ...start },
    ui,
  );
  return { state, asked: ui.asked };
}

test('a folder on the command line is not asked for', async () => {
  const { state, asked } = await ask({ place: 'shop' });
  expect(state?.place).toBe('shop');
  expect(asked).toEqual([]);
});

test('a name is asked until it can be one', async () => {
  const { state, asked } = await ask({}, 'My App', 'http', '@team/shop', 'shop');
  expect(state?.place).toBe('shop');
  expect(asked).toHaveLength(4);
});

test('a folder with files needs a word: another one', async () => {
  const { state } = await ask({ place: 'full' }, 'other', 'shop');
  expect(state).toMatchObject({ place: 'shop' });
  expect(state?.isMergeWanted).toBeUndefined();
});

test('or to add to it', async () => {
  expect((await ask({}, 'full', 'merge')).state).toMatchObject({
    place: 'full',
    isMergeWanted: true,
  });
});

test('or to stop, which is a refusal', async () => {
  await expect(ask({ place: 'full' }, 'stop')).rejects.toThrow(UserError);
  await expect(ask({ place: 'full' }, 'stop')).rejects.toMatchObject({ kind: 'REFUSED' });
});

test('what comes first is not to touch it', async () => {
  const { asked } = await ask({ place: 'full' }, ENTER, CANCEL);
  expect(asked[0]?.choices[0]?.value).toBe('other');
});

test('merging by flag is not asked about', async () => {
  expect((await ask({ place: 'full', isMergeWanted: true })).asked).toEqual([]);
});
