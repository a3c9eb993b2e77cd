import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { recordParams } from '../../src/schemas/fields.ts';
import { directIdOf } from '../../src/utils/direct-id.ts';

test('two people have one chat, whoever opens it, and another with each other one', () => {
  const [ann, bob, eve] = [randomUUID(), randomUUID(), randomUUID()];
  const id = directIdOf(ann, bob);
  expect(directIdOf(bob, ann)).toBe(id);
  expect(new Set([id, directIdOf(ann, eve), directIdOf(bob, eve)]).size).toBe(3);
  expect(recordParams.parse({ id })).toEqual({ id });
});
