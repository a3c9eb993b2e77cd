import { randomInt, randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Mail } from '../../src/utils/mailer.ts';
import { createAccount } from './accounts.ts';
import { startApi, type Answer, type Api, type ApiOptions } from './api.ts';

/** The app behind one proxy, so that each person of a test has an address of their own. */
export const startBehindProxy = ({ env, ...options }: ApiOptions = {}): Promise<Api> =>
  startApi({ ...options, env: { TRUST_PROXY_HOPS: '1', ...env } });

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly address: string;
}

export const someEmail = (): string => `${randomUUID()}@example.com`;
export const someAddress = (): string => `10.${[1, 2, 3].map(() => randomInt(256)).join('.')}`;
export const from = (address: string) => ({ 'x-forwarded-for': address });

/** Somebody with a confirmed account. */
export async function createPerson(
  { deps }: Api,
  values: { readonly emailVerifiedAt?: null } = {},
): Promise<Person> {
  const [email, password] = [someEmail(), `correct horse ${randomUUID()}`];
  const passwordHash = await deps.passwords.hash(password);
  const id = await createAccount(deps, { email, passwordHash, ...values });
  return { id, email, password, address: someAddress() };
}

export const login = (
  { anonymous }: Api,
  { email, password, address }: Omit<Person, 'id'>,
): Promise<Answer> => anonymous.post('/auth/login', { email, password }, from(address));

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}

export async function tokensOf(api: Api, person: Omit<Person, 'id'>): Promise<Tokens> {
  const answer = await login(api, person);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body as Tokens;
}

export const bearer = ({ accessToken }: Pick<Tokens, 'accessToken'>) => ({
  authorization: `Bearer ${accessToken}`,
});

export const refresh = ({ anonymous }: Api, { refreshToken }: Pick<Tokens, 'refreshToken'>) =>
  anonymous.post('/auth/refresh', { refreshToken });

/** What lies in a mailbox, once there are so many. */
export async function mailsTo({ mails }: Api, email: string, count = 1): Promise<readonly Mail[]> {
  const mailbox = () => mails.filter(({ to }) => to === email);
  await expect.poll(() => mailbox().length, { timeout: 5_000 }).toBeGreaterThanOrEqual(count);
  return mailbox();
}

export const tokenIn = ({ text }: Mail): string => /#token=([\w-]+)/.exec(text)?.[1] ?? '';
