/** Tarballs byte by byte: also those that no tar program would make. */
import { gzipSync } from 'node:zlib';

export interface Packed {
  readonly path: string;
  readonly body?: string | Buffer;
  readonly mode?: number;
  /** one character: 0 file · 1 hard link · 2 symbolic link · 3 4 devices · 5 folder · 6 pipe */
  readonly type?: string;
  readonly link?: string;
  /** what the header says of its size, where that is a lie */
  readonly size?: number;
}

const octal = (value: number, length: number): string =>
  `${value.toString(8).padStart(length - 1, '0')}\0`;

function header({ path, body = '', mode = 0o644, type = '0', link = '', size }: Packed): Buffer {
  const block = Buffer.alloc(512);
  block.write(path, 0, 100);
  block.write(octal(mode, 8), 100);
  block.write(octal(0, 8) + octal(0, 8), 108);
  block.write(octal(size ?? Buffer.byteLength(body), 12), 124);
  block.write(octal(0, 12), 136);
  block.write('        ', 148);
  block.write(type, 156);
  block.write(link, 157, 100);
  block.write('ustar\x0000', 257);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return block;
}

export function tarEntry(entry: Packed): Buffer {
  const body = Buffer.from(entry.body ?? '');
  const room = Buffer.alloc((512 - (body.length % 512)) % 512);
  return Buffer.concat([header(entry), body, room]);
}

/** One record of a pax header, its length counting its own digits. */
function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  const length = [1, 2, 3, 4]
    .map((digits) => rest + digits)
    .find((n) => n - rest === `${n}`.length);
  return `${length} ${key}=${value}\n`;
}

export const pax = (fields: Readonly<Record<string, string>>, type: 'x' | 'g' = 'x'): Buffer => {
  const body = Object.entries(fields)
    .map(([key, value]) => paxRecord(key, value))
    .join('');
  return tarEntry({ path: 'pax', type, body });
};

export const gnuLongName = (path: string): Buffer =>
  tarEntry({ path: '././@LongLink', type: 'L', body: `${path}\0` });

const END = Buffer.alloc(1024);

export const tarOf = (parts: readonly (Packed | Buffer)[]): Buffer =>
  Buffer.concat([...parts.map((part) => (Buffer.isBuffer(part) ? part : tarEntry(part))), END]);

export const tgzOf = (parts: readonly (Packed | Buffer)[]): Buffer => gzipSync(tarOf(parts));

/** As github.com packs a commit: its name in a global header, and one folder around everything. */
export const archiveOf = (
  commit: string,
  files: readonly (Packed | Buffer)[],
  top = 'demo-main',
): Buffer =>
  tgzOf([
    pax({ comment: commit }, 'g'),
    { path: `${top}/`, type: '5', mode: 0o755 },
    ...files.map((file) =>
      Buffer.isBuffer(file) ? file : { ...file, path: `${top}/${file.path}` },
    ),
  ]);
