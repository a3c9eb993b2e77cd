import { randomInt, randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Role } from '../../src/constants/roles.ts';
import type { Answer } from '../support/http.ts';
import type { App } from './app.ts';

export interface Person {
  readonly email: string;
  readonly password: string;
  /** where their requests come from */
  readonly address: string;
}

export const someAddress = (): string => `10.${[1, 2, 3].map(() => randomInt(256)).join('.')}`;

export const somebody = (): Person => ({
  email: `${randomUUID()}@example.com`,
  password: `correct horse ${randomUUID()}`,
  address: someAddress(),
});

export const register = (app: App, { email, password }: Person): Promise<Answer> =>
  app.post('/auth/register', { email, password });

/** What stands in the link of so many mails to them, once they are there. */
export async function linksTo(app: App, { email }: Person, count = 1): Promise<readonly string[]> {
  await expect.poll(() => app.mails(email).length, { timeout: 5_000 }).toBe(count);
  return app.mails(email).map((text) => /#token=([\w-]+)/.exec(text)?.[1] ?? '');
}

export const confirm = (app: App, token: string): Promise<Answer> =>
  app.post('/auth/verify-email', { token });

/** Somebody who has registered, and not confirmed the address yet; the token stands in the mail. */
export async function createStranger(app: App): Promise<Person & { readonly token: string }> {
  const person = somebody();
  expect(await register(app, person)).toMatchObject({ status: 202 });
  const [token = ''] = await linksTo(app, person);
  return { ...person, token };
}

/** Somebody whose account is confirmed. */
export async function createMember(app: App, role: Role = 'viewer'): Promise<Person> {
  const { token, ...person } = await createStranger(app);
  expect(await confirm(app, token)).toMatchObject({ status: 204 });
  if (role !== 'viewer') await app.promote(person.email, role);
  return person;
}

export const login = (app: App, { email, password, address }: Person): Promise<Answer> =>
  app.post('/auth/login', { email, password }, { 'x-forwarded-for': address });

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

export async function signIn(app: App, person: Person): Promise<Tokens> {
  const answer = await login(app, person);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body as Tokens;
}

export const bearer = ({ accessToken }: Pick<Tokens, 'accessToken'>) => ({
  authorization: `Bearer ${accessToken}`,
});

export const whoIs = (app: App, tokens: Pick<Tokens, 'accessToken'>): Promise<Answer> =>
  app.get('/users/me', bearer(tokens));

export const refresh = (app: App, { refreshToken }: Pick<Tokens, 'refreshToken'>) =>
  app.post('/auth/refresh', { refreshToken });

export const forgot = ({ post }: App, { email }: Person): Promise<Answer> =>
  post('/auth/password/forgot', { email });

export const reset = ({ post }: App, token: string, password: string): Promise<Answer> =>
  post('/auth/password/reset', { token, password });

/** What stands in the link of the mail to somebody who forgot; the first mail was about their address. */
export async function resetLinkFor(app: App, person: Person): Promise<string> {
  expect(await forgot(app, person)).toMatchObject({ status: 202 });
  return (await linksTo(app, person, 2)).at(-1) ?? '';
}
