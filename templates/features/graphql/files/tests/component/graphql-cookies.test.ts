import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer, Api } from '../support/api.ts';
import { createPerson, from, startBehindProxy } from '../support/people.ts';

const PAGE = 'https://app.example.com';

let api: Api;
beforeAll(async () => {
  api = await startBehindProxy();
});
afterAll(() => api.close());

const cookiesOf = ({ headers }: Answer): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

test('a question that cookies sign comes from our page, or is refused', async () => {
  const { email, password, address } = await createPerson(api);
  const body = { email, password, mode: 'cookie' };
  const answer = await api.anonymous.post('/auth/login', body, { ...from(address), origin: PAGE });
  const [cookie, token] = [cookiesOf(answer), answer.body.csrfToken as string];
  const send = async (headers: Readonly<Record<string, string>>) => {
    const { status, body: given } = await api.anonymous.post(
      '/graphql',
      { query: '{ me { email } }' },
      { cookie, ...headers },
    );
    return [status, given.data?.me.email];
  };
  expect(await send({ origin: PAGE, 'x-csrf-token': token })).toEqual([200, email]);
  expect(await send({ origin: PAGE })).toEqual([403, undefined]);
  expect(await send({ origin: 'https://evil.example.com', 'x-csrf-token': token })).toEqual([
    403,
    undefined,
  ]);
});
