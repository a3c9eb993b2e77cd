import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { translate } from '../../src/errors/translate.ts';
import { adapters, type Adapter } from '../support/adapters.ts';

describe.each(adapters)('accounts at GitHub in $name', ({ open }) => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await open();
  });
  afterAll(() => adapter.close());

  test('open one account each, and nobody takes over what is connected', async () => {
    const { accounts, githubAccounts } = adapter.repositories;
    const [one, other] = await Promise.all(
      ['one', 'other'].map((name) =>
        accounts.register({ email: `${name}-${randomUUID()}@example.com`, passwordHash: '!' }),
      ),
    );
    const githubId = String(Math.floor(Math.random() * 1e12));
    expect(await githubAccounts.findUserId(githubId)).toBeUndefined();
    await githubAccounts.connect(githubId, one?.id ?? '');
    const again = githubAccounts.connect(githubId, other?.id ?? '');
    expect(await again.catch((error: unknown) => translate(error)?.code)).toBe('conflict');
    expect(await githubAccounts.findUserId(githubId)).toBe(one?.id);
  });
});
