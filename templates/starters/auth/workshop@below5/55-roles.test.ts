import type { Role } from '../../src/constants/roles.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, type App } from './app.ts';
import { bearer, createMember, signIn } from './people.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

const text = { title: 'Closed on Friday' };

const comeAs = async (role: Role) => bearer(await signIn(app, await createMember(app, role)));

/** What each request of somebody is answered. */
async function answersFor(role: Role): Promise<readonly number[]> {
  const [who, editor] = [await comeAs(role), await comeAs('editor')];
  const { body } = await app.post('/announcements', text, editor);
  const path = `/announcements/${body.id}`;
  const answers = [
    await app.get('/announcements', who),
    await app.get(path, who),
    await app.post('/announcements', text, who),
    await app.put(path, text, who),
    await app.patch(path, text, who),
    await app.delete(path, who),
  ];
  return answers.map(({ status }) => status);
}

test('a viewer reads', async () => {
  expect(await answersFor('viewer')).toEqual([200, 200, 403, 403, 403, 403]);
});

test('an editor reads and writes', async () => {
  expect(await answersFor('editor')).toEqual([200, 200, 201, 200, 200, 403]);
});

test('an admin does all of it, and nobody else deletes', async () => {
  expect(await answersFor('admin')).toEqual([200, 200, 201, 200, 200, 204]);
  expect((await answersFor('editor')).at(-1)).toBe(403);
});

test('who is not signed in does nothing of it, and nothing happens', async () => {
  const { body } = await app.post('/announcements', text, await comeAs('editor'));
  const path = `/announcements/${body.id}`;
  const answers = [await app.get(path), await app.patch(path, text), await app.delete(path)];
  expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
  expect(await app.get(path, await comeAs('viewer'))).toMatchObject({ status: 200, body });
});
