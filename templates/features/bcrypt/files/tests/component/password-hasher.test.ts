import { describe, expect, test } from 'vitest';
import { createPasswordHasher } from '../../src/utils/password-hasher.ts';
import { startApi } from '../support/api.ts';
import { cheapHasher } from '../support/hashers.ts';

describe('the hash of a password', () => {
  test('is bcrypt at cost 12, and says so', async () => {
    const { hash, verify } = createPasswordHasher();
    const stored = await hash('correct horse battery');
    expect(stored).toMatch(/^\$2b\$12\$/);
    expect(await verify('correct horse battery', stored)).toEqual({ ok: true, rehash: false });
    expect(await verify('Correct horse battery', stored)).toEqual({ ok: false, rehash: false });
  });

  test('that was made with less is still good, and is to be made anew', async () => {
    const stored = await cheapHasher().hash('correct horse battery');
    const { verify } = createPasswordHasher();
    expect(await verify('correct horse battery', stored)).toEqual({ ok: true, rehash: true });
    expect(await verify('a wrong one', stored)).toEqual({ ok: false, rehash: false });
  });

  test('of 72 bytes is not good for 73 that begin with them', async () => {
    const { hash, verify } = cheapHasher();
    const stored = await hash('x'.repeat(72));
    expect((await verify('x'.repeat(72), stored)).ok).toBe(true);
    expect((await verify('x'.repeat(73), stored)).ok).toBe(false);
  });

  test.each(['x'.repeat(73), 'é'.repeat(37)])(
    'is not made of more than 72 bytes',
    async (password) => {
      const api = await startApi();
      const body = { email: 'ada@example.com', password };
      const answer = await api.anonymous.post('/auth/register', body);
      await api.close();
      expect([answer.status, answer.body.errors]).toEqual([
        400,
        [{ in: 'body', field: 'password', message: 'Expected at most 72 bytes' }],
      ]);
    },
  );
});
