import { randomBytes } from 'node:crypto';
import type { TreeFile } from '../types.ts';

/** Draws a secret by name; the same name gives the same value again. */
export type Secrets = (name: string) => string;

const PLACEHOLDER = /<secret:([A-Z][A-Z0-9_]*)>/g;
const LENGTH = 43;

/** 32 random bytes each, drawn when first asked for; kept only in memory and in the private files. */
export function drawSecrets(): Secrets {
  const drawn = new Map<string, string>();
  return (name) => {
    const value = drawn.get(name) ?? randomBytes(32).toString('base64url');
    drawn.set(name, value);
    return value;
  };
}

/** What goes to disk. Only a private file receives secrets. */
export function withSecrets(file: TreeFile, secrets: Secrets): Buffer {
  if (file.bytes) return Buffer.from(file.bytes);
  if (!file.isPrivate) return Buffer.from(file.text);
  return Buffer.from(file.text.replace(PLACEHOLDER, (_, name: string) => secrets(name)));
}

export const sizeOf = ({ bytes, text }: TreeFile): number =>
  bytes?.length ?? Buffer.byteLength(text);

/**
 * True when `text` is the beginning of `template` with its secrets drawn: what a write that was cut
 * short leaves behind. Needs the template only, so a journal need not hold a secret.
 */
export function isCutShort(text: string, template: string): boolean {
  const [first = '', ...others] = template.split(/<secret:[A-Z][A-Z0-9_]*>/);
  if (text.length <= first.length) return first.startsWith(text);
  if (!text.startsWith(first)) return false;
  let rest = text.slice(first.length);
  for (const part of others) {
    const secret = rest.slice(0, LENGTH);
    if (!/^[A-Za-z0-9_-]*$/.test(secret)) return false;
    rest = rest.slice(secret.length);
    if (rest.length <= part.length) return part.startsWith(rest);
    if (!rest.startsWith(part)) return false;
    rest = rest.slice(part.length);
  }
  return rest === '';
}

/** Files 0644, programs 0755, secrets 0600; the umask may narrow the first two. */
export function modeOf(file: TreeFile): number {
  if (file.isPrivate) return 0o600;
  return file.isExecutable ? 0o755 : 0o644;
}
