import { expect, test } from 'vitest';
import { readStep } from '../../../src/workshop/step.ts';

const HEAD = ['title: Create', 'lesson: L2-C05', 'files: src/a.ts, src/b.ts'];
const step = (head: readonly string[]) => `---\n${head.join('\n')}\n---\n\nWrite it.\n`;

test('a step is read: what is known of it, and what to do', () => {
  const head = [...HEAD, 'after: list', 'hint: A nudge: look.', 'hint: Nearly the code.'];
  expect(readStep('create.md', step(head))).toEqual({
    title: 'Create',
    lesson: 'L2-C05',
    shows: [],
    after: ['list'],
    files: ['src/a.ts', 'src/b.ts'],
    hints: ['A nudge: look.', 'Nearly the code.'],
    body: 'Write it.\n',
  });
});

test.each([
  ['without a head', 'Write it.\n', /create\.md: .*on top/],
  ['without a title', step(HEAD.slice(1)), /title/],
  ['with two lessons', step([...HEAD, 'lesson: L2-C06']), /lesson/],
  ['with a word that is none', step([...HEAD, 'hints: one']), /"hints: one"/],
])('a step %s is refused by the name of its file', (_, text, message) => {
  expect(() => readStep('create.md', text)).toThrow(message);
});
