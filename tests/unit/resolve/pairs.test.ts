import { expect, test } from 'vitest';
import { resolve } from '../../../src/resolve/resolve.ts';
import type { ModuleAnswer } from '../../../src/types.ts';
import { catalog, shop } from '../../support/answers.ts';

const own = (modules: readonly ModuleAnswer[]) => {
  const { modules: present, dropped } = resolve(shop({ example: false, modules }), catalog);
  return { present, dropped };
};
const tags = { name: 'tags', fields: ['label'] };
const posts = { name: 'posts', fields: ['title', 'tags:ref[]:tags'] };

test('a many-to-many reference is a module of pairs, right after its own', () => {
  expect(own([tags, posts]).present).toEqual([
    { ...tags, number: '0101' },
    { name: 'posts', fields: ['title:string'], number: '0102' },
    {
      name: 'post-tags',
      fields: ['post:ref:posts', 'tag:ref:tags:unique-with=post'],
      number: '01021',
      pairOf: 'posts',
    },
  ]);
});

test('of a module with itself, the two sides have different names', () => {
  const people = { name: 'people', fields: ['name', 'people:ref[]:people'] };
  expect(own([people]).present[1]).toMatchObject({
    name: 'person-people',
    fields: ['person:ref:people', 'otherPerson:ref:people:unique-with=person'],
  });
});

test('words of the user reach the pairs', () => {
  const persons = { name: 'person/persons', fields: ['name', 'bestFriends:ref[]:person/persons'] };
  expect(own([persons]).present[1]).toMatchObject({
    name: 'person-best-friends',
    fields: ['person:ref:person/persons', 'bestFriend:ref:person/persons:unique-with=person'],
  });
});

test('pairs are dropped before what they refer to', () => {
  const { dropped } = own([tags, { ...posts, dropped: '0103' }]);
  const files = dropped.map(({ name, dropped: number }) => `${number}0_drop_${name}`);
  expect(files.toSorted()).toEqual(['01030_drop_post-tags', '010390_drop_posts']);
  expect('010390_drop_posts' < '01040_next').toBe(true);
});
