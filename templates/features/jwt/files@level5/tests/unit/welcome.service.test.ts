import { expect, test } from 'vitest';
import { userRegistered } from '../../src/services/accounts.service.ts';
import type { Mail, Mailer } from '../../src/utils/mailer.ts';
import { servicesInMemory, type InMemory } from '../support/services-in-memory.ts';
import { tokenIn } from '../support/people.ts';

const credentials = { email: 'ada@example.com', password: 'correct horse battery' };
const env = { APP_URL: 'https://shop.example.com' };

/** Somebody who has registered, and has the mail with the link. */
async function register(mailer?: Mailer, sent?: readonly Mail[]) {
  const app = servicesInMemory(mailer ? { mailer } : {}, env);
  await app.services.accounts.register(credentials);
  const mails = sent ?? app.mails;
  await expect.poll(() => mails.length).toBe(1);
  const [mail] = mails;
  return { ...app, token: mail ? tokenIn(mail) : '' };
}

const subjects = ({ mails }: Pick<InMemory, 'mails'>) => mails.map(({ subject }) => subject);

test('whoever confirms an address is greeted, once', async () => {
  const app = await register();
  await app.services.accounts.verify({ token: app.token });
  await expect(app.services.accounts.verify({ token: app.token })).rejects.toThrow();
  await expect.poll(() => subjects(app)).toEqual(['Confirm your e-mail address', 'Welcome']);
  expect(app.mails[1]).toMatchObject({
    to: credentials.email,
    text: expect.stringContaining(env.APP_URL),
  });
});

test('a link that was made up greets nobody', async () => {
  const app = await register();
  const [{ services, ports, repositories }, heard] = [app, [] as string[]];
  ports.events.on(userRegistered, ({ userId }) => Promise.resolve(void heard.push(userId)));
  await expect(services.accounts.verify({ token: 'made-up' })).rejects.toThrow();
  await services.accounts.verify({ token: app.token });
  await ports.events.close();
  const account = await repositories.accounts.findByEmail(credentials.email);
  expect(heard).toEqual([account?.id]);
});

test('a mail server that is down keeps nobody out', async () => {
  const sent: Mail[] = [];
  const send = (mail: Mail) =>
    sent.push(mail) > 1 ? Promise.reject(new Error('down')) : Promise.resolve();
  const app = await register({ send, close: () => undefined, pauses: [] }, sent);
  await app.services.accounts.verify({ token: app.token });
  await expect.poll(() => sent.length).toBe(2);
  const account = await app.repositories.accounts.findByEmail(credentials.email);
  expect(account?.emailVerifiedAt).toEqual(expect.any(String));
});
