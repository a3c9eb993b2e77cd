import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import type { Api } from './api.ts';
import type { Answer } from './http.ts';
import type { Visitor } from './visitors.ts';

const PNG = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fcffff3f0300050001fffdd31c8a0000000049454e44ae426082',
  'hex',
);

/** A picture; what comes after its end belongs to nobody, and only makes it larger. */
export const png = (size = PNG.length): Buffer =>
  Buffer.concat([PNG, Buffer.alloc(Math.max(0, size - PNG.length))]);

export interface Sent {
  readonly name?: string;
  readonly content?: Buffer | string;
  /** as the sender claims it */
  readonly type?: string;
}

export function formOf({ name = 'cat.png', content = png(), type = 'image/png' }: Sent): FormData {
  const form = new FormData();
  form.append('file', new Blob([content], { type }), name);
  return form;
}

export const sendFile = (visitor: Visitor, sent: Sent = {}): Promise<Answer> =>
  visitor.request('POST', '/uploads', { body: formOf(sent) });

/** @returns the id of a new file */
export async function keptFile(visitor: Visitor, sent: Sent = {}): Promise<string> {
  const { status, body } = await sendFile(visitor, sent);
  if (status !== 201) throw new Error(`answered ${status}: ${JSON.stringify(body)}`);
  return (body as { id: string }).id;
}

export async function download(api: Api, visitor: Visitor, id: string, headers = {}) {
  const response = await fetch(new URL(`/uploads/${id}/content`, api.url), {
    headers: { ...visitor.headers, ...headers },
  });
  const content = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, content };
}

/** What lies on disk: files that are kept, and those that came in and went nowhere yet. */
export const onDisk = ({ deps }: Api, folder: 'incoming' | 'kept'): readonly string[] => {
  try {
    return readdirSync(`${deps.env.UPLOADS_DIR}/${folder}`);
  } catch {
    return [];
  }
};

/** Sends the beginning of a file, and then nothing. */
export async function beginToSend(api: Api, visitor: Visitor): Promise<Socket> {
  const head = [
    'POST /uploads HTTP/1.1',
    'Host: here',
    `Authorization: ${visitor.headers.authorization}`,
    'Content-Type: multipart/form-data; boundary=edge',
    'Content-Length: 5000',
  ];
  const part = '--edge\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n';
  const socket = connect(api.port, '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(`${head.join('\r\n')}\r\n\r\n${part}`);
  socket.write(png(2_000));
  return socket;
}
