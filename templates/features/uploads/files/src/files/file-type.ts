import { fileTypeFromBuffer } from 'file-type';

/** For bytes that say nothing about themselves: plain text, HTML, whatever. */
const UNKNOWN = 'application/octet-stream';

/** What the first bytes of a file say it is. What its sender says counts for nothing. */
export async function typeOf(head: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(head);
  return found?.mime ?? UNKNOWN;
}
