import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits, as text for links, headers and cookies. */
export const drawSecret = (): string => randomBytes(32).toString('base64url');

/**
 * What is kept of a secret: it proves that somebody has it, and cannot be turned back. A fast hash is enough, as nobody
 * guesses 256 random bits; a password is another matter.
 */
export const digestOf = (secret: string): string =>
  createHash('sha256').update(secret).digest('hex');
