import { describe, expect, test } from 'vitest';
import { createPasswordHasher } from '../../src/utils/password-hasher.ts';
import { cheapHasher } from '../support/hashers.ts';

describe('the hash of a password', () => {
  test('of 128 characters counts to the last', async () => {
    const { hash, verify } = cheapHasher();
    const stored = await hash('x'.repeat(128));
    expect((await verify('x'.repeat(128), stored)).ok).toBe(true);
    expect((await verify(`${'x'.repeat(127)}y`, stored)).ok).toBe(false);
  });

  test('is argon2id with 19 MiB, and says so', async () => {
    const { hash, verify } = createPasswordHasher();
    const stored = await hash('correct horse battery');
    expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verify('correct horse battery', stored)).toEqual({ ok: true, rehash: false });
    expect(await verify('Correct horse battery', stored)).toEqual({ ok: false, rehash: false });
  });

  test('that was made with less is still good, and is to be made anew', async () => {
    const stored = await cheapHasher().hash('correct horse battery');
    const { verify } = createPasswordHasher();
    expect(await verify('correct horse battery', stored)).toEqual({ ok: true, rehash: true });
    expect(await verify('a wrong one', stored)).toEqual({ ok: false, rehash: false });
  });
});
