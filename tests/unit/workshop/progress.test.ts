import { expect, test } from 'vitest';
import {
  checked,
  nextStep,
  progressOf,
  readProgress,
  writeProgress,
} from '../../../src/workshop/progress.ts';
import type { Step } from '../../../src/workshop/steps.ts';

const NOW = '2031-05-01T00:00:00.000Z';
const step = (id: string): Step => ({
  id,
  number: '01',
  title: id,
  lesson: 'L2-C05',
  shows: [],
  after: [],
  files: [],
  hints: [],
  body: '',
  test: '',
});

test('what is written is read', () => {
  const progress = { list: { passedAt: NOW, hints: 2 }, read: { hints: 1 } };
  expect(readProgress(writeProgress(progress))).toEqual(progress);
  expect(readProgress(undefined)).toEqual({});
});

test('a step keeps the time at which it first passed, and loses it when it fails', () => {
  const once = checked({ list: { hints: 1 } }, new Map([['list', true]]), NOW);
  expect(once).toEqual({ list: { passedAt: NOW, hints: 1 } });
  expect(checked(once, new Map([['list', true]]), 'later')).toEqual(once);
  expect(checked(once, new Map([['list', false]]), 'later')).toEqual({ list: { hints: 1 } });
});

test('a step that never passed is not written down when it fails', () => {
  expect(checked({}, new Map([['list', false]]), NOW)).toEqual({});
});

test('the next step is the first that does not pass', () => {
  const steps = [step('list'), step('read')];
  expect(nextStep(steps, {})?.id).toBe('list');
  expect(nextStep(steps, { list: { passedAt: NOW, hints: 0 } })?.id).toBe('read');
  const both = { list: { passedAt: NOW, hints: 0 }, read: { passedAt: NOW, hints: 0 } };
  expect(nextStep(steps, both)).toBeUndefined();
});

test.each(['', '{', '[]', '{"steps":null}', '{"steps":{"list":null}}'])(
  'a file that holds %j is refused with what to do',
  (text) => {
    expect(() => readProgress(text)).toThrow(/progress\.json cannot be read/);
  },
);

test('nothing is known of a step that is called like something of JavaScript', () => {
  expect(progressOf({}, 'constructor')).toEqual({ hints: 0 });
});
