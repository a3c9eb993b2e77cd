import { expect, test } from 'vitest';
import { errorsIn } from '../../../src/cli/workshop/cause.ts';

const line = (message: string, place: string): string =>
  JSON.stringify({ level: 'error', err: { stack: `Error: ${message}\n    at work (${place})` } });

test('an error that the app logged is told once, with its place in the code of the learner', () => {
  const output = [
    '{"level":"info","msg":"listening"}',
    line('not written', '/home/me/app/src/controllers/todos.controller.ts:23:11'),
    line('not written', '/home/me/app/src/controllers/todos.controller.ts:23:11'),
    line('elsewhere', 'node:net:1'),
    '{ no JSON',
  ].join('\n');
  expect(errorsIn(output)).toEqual([
    'Error: not written (src/controllers/todos.controller.ts:23)',
    'Error: elsewhere',
  ]);
  expect(errorsIn('')).toEqual([]);
});
