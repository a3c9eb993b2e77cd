import { beforeEach, describe, expect, test } from 'vitest';
import { authLimits } from '../../src/constants/auth-limits.ts';
import { secrets } from '../support/secrets.ts';
import { servicesInMemory, type InMemory } from '../support/services-in-memory.ts';

const device = { address: '192.0.2.1', network: '192.0.2.1', userAgent: 'a browser' };
const credentials = { email: 'ada@example.com', password: 'correct horse battery' };
const env = {
  ...secrets,
  JWT_ISSUER: 'api',
  JWT_AUDIENCE: 'api',
  APP_URL: 'http://localhost:3000',
};

let app: InMemory;
beforeEach(() => {
  app = servicesInMemory({}, env);
});

async function member(): Promise<string> {
  await app.services.accounts.register(credentials);
  const account = await app.repositories.accounts.findByEmail(credentials.email);
  await app.repositories.accounts.confirm(account?.id ?? '', app.clock.now());
  return account?.id ?? '';
}

const refused = (code: string) => ({ code });

describe('somebody who registers', () => {
  test('gets one mail, with a link that confirms the address', async () => {
    await app.services.accounts.register(credentials);
    await app.ports.postOffice.close();
    expect(app.mails.map(({ to }) => to)).toEqual([credentials.email]);
    const token = /#token=([\w-]+)/.exec(app.mails[0]?.text ?? '')?.[1] ?? '';
    await app.services.accounts.verify({ token });
    expect(await app.services.auth.signIn(credentials, device)).toHaveProperty('access');
    await expect(app.services.accounts.verify({ token })).rejects.toMatchObject(
      refused('forbidden'),
    );
  });
});

describe('a refresh token', () => {
  const { refreshGrace } = authLimits;

  test('is good once, and a moment longer for other tabs', async () => {
    await member();
    const { refresh } = await app.services.auth.signIn(credentials, device);
    await app.services.auth.refresh(refresh);
    app.clock.advance(refreshGrace - 1_000);
    expect(await app.services.auth.refresh(refresh)).toHaveProperty('refresh');
  });

  test('that comes again later ends the session, of which nothing is good any more', async () => {
    const userId = await member();
    const { refresh } = await app.services.auth.signIn(credentials, device);
    const { refresh: next } = await app.services.auth.refresh(refresh);
    app.clock.advance(refreshGrace + 1_000);
    const expired = refused('unauthenticated');
    await expect(app.services.auth.refresh(refresh)).rejects.toMatchObject(expired);
    await expect(app.services.auth.refresh(next)).rejects.toMatchObject(expired);
    expect(await app.services.sessions.list({ userId, sessionId: '' })).toEqual([]);
    await app.ports.postOffice.close();
    expect(app.mails.at(-1)?.subject).toBe('We signed you out on one device');
  });

  test('keeps a session alive until its age ends it', async () => {
    await member();
    let { refresh } = await app.services.auth.signIn(credentials, device);
    const step = authLimits.sessionIdle - 1_000;
    for (let age = 0; age + step < authLimits.session; age += step) {
      app.clock.advance(step);
      ({ refresh } = await app.services.auth.refresh(refresh));
    }
    app.clock.advance(step);
    await expect(app.services.auth.refresh(refresh)).rejects.toMatchObject(
      refused('unauthenticated'),
    );
  });
});

describe('a role', () => {
  test('ends the sessions of who gets it, and nobody gives one to themselves', async () => {
    const userId = await member();
    await app.services.auth.signIn(credentials, device);
    const { setRole } = app.services.users;
    await expect(setRole(userId, { by: userId, role: 'admin' })).rejects.toMatchObject(
      refused('conflict'),
    );
    expect(await setRole(userId, { role: 'editor' })).toMatchObject({ role: 'editor' });
    expect(await app.services.sessions.list({ userId, sessionId: '' })).toEqual([]);
  });
});
