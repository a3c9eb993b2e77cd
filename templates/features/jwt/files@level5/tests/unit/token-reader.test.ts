import { randomUUID } from 'node:crypto';
import { describe, expect, test, vi } from 'vitest';
import { readAccessToken, signAccessToken } from '../../src/utils/access-tokens.ts';
import { createTokenReader } from '../../src/utils/token-reader.ts';
import { secrets } from '../support/secrets.ts';

const env = { ...secrets, JWT_ISSUER: 'us', JWT_AUDIENCE: 'us' };
const MINUTE = 60_000;

function start() {
  let time = Date.now();
  const signer = { env, clock: { now: () => new Date(time) } };
  const read = vi.fn(readAccessToken);
  const claims = { userId: randomUUID(), sessionId: randomUUID() };
  return {
    read,
    claims,
    reader: createTokenReader(signer, read),
    token: () => signAccessToken(signer, claims),
    pass: (milliseconds: number) => (time += milliseconds),
  };
}

describe('a token that was read', () => {
  test('is not checked again while it lives', async () => {
    const { reader, read, token, claims } = start();
    const mine = await token();
    for (let times = 0; times < 3; times += 1) expect(await reader(mine)).toMatchObject(claims);
    expect(read).toHaveBeenCalledTimes(1);
  });

  test('is over when its time is over', async () => {
    const { reader, token, pass } = start();
    const mine = await token();
    expect(await reader(mine)).toBeDefined();
    pass(10 * MINUTE);
    expect(await reader(mine)).toBeUndefined();
  });

  test('says nothing for one that differs in a letter', async () => {
    const { reader, token } = start();
    const mine = await token();
    await reader(mine);
    const changed = mine.replace(/.{8}$/, 'AAAAAAAA');
    expect(await reader(changed)).toBeUndefined();
  });
});
