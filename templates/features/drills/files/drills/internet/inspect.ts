/** Shows a request and its response as they went over the wire: `>` went out, `<` came back. */
import http, { type IncomingMessage, STATUS_CODES } from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';

export interface InspectOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export async function inspect(url: string, options: InspectOptions = {}): Promise<string> {
  const { method = 'GET', headers = {}, body = '' } = options;
  const { request: open } = url.startsWith('https:') ? https : http;
  const startedAt = performance.now();
  const request = open(url, {
    method,
    headers: { ...headers, ...(body && { 'content-length': Buffer.byteLength(body) }) },
    agent: false,
    timeout: 10_000,
  });
  request.on('timeout', () => request.destroy(new Error('no answer in time')));
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve).on('error', reject).end(body);
  });
  const answer = await text(response);
  return [
    `> ${method} ${request.path} HTTP/1.1`,
    ...Object.entries(request.getHeaders()).map(([name, value]) => `> ${name}: ${String(value)}`),
    ...(body ? ['>', ...body.split('\n').map((line) => `> ${line}`)] : []),
    '',
    `< HTTP/${response.httpVersion} ${response.statusCode} ${STATUS_CODES[response.statusCode ?? 0]}`,
    ...pairs(response.rawHeaders).map(([name, value]) => `< ${name}: ${value}`),
    '<',
    ...answer
      .trimEnd()
      .split('\n')
      .map((line) => `< ${line}`),
    '',
    `${Math.round(performance.now() - startedAt)} ms`,
  ].join('\n');
}

/** `['A', '1', 'B', '2']` → `[['A', '1'], ['B', '2']]` */
const pairs = (list: readonly string[]): readonly (readonly string[])[] =>
  list.flatMap((name, place) => (place % 2 === 0 ? [[name, list[place + 1] ?? '']] : []));
