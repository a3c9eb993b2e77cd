/** HTTP/1.1 as it goes over the wire: a start line, headers, an empty line, a body. */
import { STATUS_CODES } from 'node:http';

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  /** names in small letters */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What a server answers to a message that it cannot accept. */
export class HttpError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const END_OF_HEAD = '\r\n\r\n';
const LONGEST_HEAD = 16_384;
const LONGEST_BODY = 65_536;

/** undefined: not all of it has arrived yet. */
export function parseRequest(bytes: Buffer): HttpRequest | undefined {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end > LONGEST_HEAD || (end < 0 && bytes.length > LONGEST_HEAD))
    throw new HttpError(431, 'The headers are too long.');
  if (end < 0) return undefined;
  const { start, headers } = parseHead(bytes.toString('latin1', 0, end));
  const [method = '', path = '', version = ''] = start.split(' ');
  if (!/^HTTP\/1\.[01]$/.test(version) || !path.startsWith('/'))
    throw new HttpError(400, `"${start}" is no request line.`);
  const body = bytes.subarray(end + END_OF_HEAD.length);
  const length = bodyLength(headers);
  if (body.length < length) return undefined;
  return { method, path, headers, body: body.toString('utf8', 0, length) };
}

export function parseResponse(bytes: Buffer): Required<HttpResponse> {
  const end = bytes.indexOf(END_OF_HEAD);
  if (end < 0) throw new Error('The response ended before its headers did.');
  const { start, headers } = parseHead(bytes.toString('latin1', 0, end));
  const status = Number(/^HTTP\/1\.[01] (\d{3})\b/.exec(start)?.[1]);
  if (!status) throw new Error(`"${start}" is no status line.`);
  return { status, headers, body: bytes.toString('utf8', end + END_OF_HEAD.length) };
}

export const formatRequest = ({ method, path, headers, body }: HttpRequest): string =>
  format(`${method} ${path} HTTP/1.1`, headers, body);

export function formatResponse({ status, headers = {}, body = '' }: HttpResponse): string {
  const start = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`;
  return format(start, { ...headers, connection: 'close' }, body);
}

function format(start: string, headers: Readonly<Record<string, string>>, body: string): string {
  // Bytes, not letters: ü is one letter and two bytes.
  const all = { ...(body && { 'content-length': String(Buffer.byteLength(body)) }), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [start, ...lines].join('\r\n') + END_OF_HEAD + body;
}

function parseHead(text: string) {
  const [start = '', ...lines] = text.split('\r\n');
  const headers = Object.fromEntries(lines.map(parseHeader));
  return { start, headers };
}

function parseHeader(line: string): readonly [name: string, value: string] {
  const colon = line.indexOf(':');
  const name = line.slice(0, colon);
  if (!/^[\w-]+$/.test(name)) throw new HttpError(400, `"${line}" is no header.`);
  return [name.toLowerCase(), line.slice(colon + 1).trim()];
}

function bodyLength(headers: Readonly<Record<string, string>>): number {
  if ('transfer-encoding' in headers) throw new HttpError(411, 'Say how long the body is.');
  const text = headers['content-length'] ?? '0';
  if (!/^\d+$/.test(text)) throw new HttpError(400, `"${text}" is no length.`);
  if (Number(text) > LONGEST_BODY) throw new HttpError(413, 'The body is too long.');
  return Number(text);
}
