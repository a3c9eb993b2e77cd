/** Small functions that take data and give back data: each has one job, and can be tested alone. */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

export type Checked<Value> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: string };

const good = <Value>(value: Value): Checked<Value> => ({ ok: true, value });
const bad = (problem: string): Checked<never> => ({ ok: false, problem });

/** Good enough to write to; whether somebody reads it there, only a mail can tell. */
export function validateEmail(text: string): Checked<string> {
  const email = text.trim().toLowerCase();
  if (email.length > 254) return bad('an address has at most 254 characters');
  const [name = '', domain = '', ...rest] = email.split('@');
  if (rest.length > 0 || name === '' || /[\s,;<>"]/.test(email))
    return bad('an address is name@domain');
  const labels = domain.split('.');
  const isDomain = labels.length > 1 && labels.every((label) => /^[a-z0-9][a-z0-9-]*$/.test(label));
  return isDomain ? good(email) : bad(`"${domain}" is no domain`);
}

/** Length beats rules about symbols. Bytes are limited, because hashing takes time for each of them. */
export function validatePassword(password: string): Checked<string> {
  if (password.length < 12) return bad('a password has at least 12 characters');
  if (Buffer.byteLength(password) > 128) return bad('a password has at most 128 bytes');
  return good(password);
}

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const KEY_LENGTH = 32;

/** `scrypt$salt$hash`: slow on purpose, and different every time, because of the salt. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt, KEY_LENGTH);
  return ['scrypt', salt.toString('base64url'), hash.toString('base64url')].join('$');
}

export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [method, salt = '', expected = ''] = stored.split('$');
  if (method !== 'scrypt') return false;
  const hash = await derive(password, Buffer.from(salt, 'base64url'), KEY_LENGTH);
  const wanted = Buffer.from(expected, 'base64url');
  // Comparing letter by letter would tell a patient listener how many were right.
  return wanted.length === hash.length && timingSafeEqual(wanted, hash);
}
