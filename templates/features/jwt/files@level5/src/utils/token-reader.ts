import { readAccessToken, type ReadClaims, type Signer } from './access-tokens.ts';

type ReadToken = (token: string) => Promise<ReadClaims | undefined>;

const MOST = 10_000;

/**
 * Checks the signature of a token once: it stays what it is, for as long as the token lives. Whether the session behind it
 * lives is not said here.
 */
export function createTokenReader(signer: Signer, read = readAccessToken): ReadToken {
  const known = new Map<string, ReadClaims>();
  return async (token) => {
    const found = known.get(token);
    if (found) return found.expiresAt > signer.clock.now() ? found : undefined;
    const claims = await read(signer, token);
    if (known.size >= MOST) known.clear();
    if (claims) known.set(token, claims);
    return claims;
  };
}
