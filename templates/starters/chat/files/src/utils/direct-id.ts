import { createHash } from 'node:crypto';

/** Two people have one chat: its id follows from theirs, so that two who open it at once open the same. */
export function directIdOf(one: string, other: string): string {
  const pair = [one, other].toSorted().join(' ');
  const bytes = createHash('sha256').update(pair).digest().subarray(0, 16);
  // Version 8 of an UUID is the one that everybody may make as they like.
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
