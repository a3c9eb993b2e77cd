import { once } from 'node:events';
import { connect } from 'node:net';

/** Bytes over a socket, for what no HTTP client would send; the answer is all that came back. */
export interface RawConnection {
  readonly write: (bytes: string | Uint8Array) => void;
  /** resolves when the text has come */
  readonly until: (text: string) => Promise<void>;
  readonly answer: Promise<string>;
}

export function openRaw(port: number): RawConnection {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  const answer = new Promise<string>((resolve) => {
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
    socket.on('error', () => resolve(text));
    socket.on('close', () => resolve(text));
  });
  const until = async (wanted: string): Promise<void> => {
    while (!text.includes(wanted) && !socket.closed) await once(socket, 'data');
  };
  return { write: (bytes) => void socket.write(bytes), until, answer };
}

export function sendRaw(port: number, bytes: string | Uint8Array): Promise<string> {
  const connection = openRaw(port);
  connection.write(bytes);
  return connection.answer;
}
