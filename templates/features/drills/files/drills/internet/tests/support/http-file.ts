/** Reads `.http` files: blocks after `###`, a comment with the expected status, a request line, headers, a body. */
import { readFileSync } from 'node:fs';

export interface FileRequest {
  readonly title: string;
  readonly expected: number;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export const readHttpFile = (file: URL): readonly FileRequest[] =>
  readFileSync(file, 'utf8')
    .split(/^### /m)
    .filter((block) => block.trim() !== '')
    .map(readBlock);

function readBlock(block: string): FileRequest {
  const [head = '', ...body] = block.trim().split('\n\n');
  const [title = '', ...lines] = head.split('\n');
  const expected = Number(lines.find((line) => line.startsWith('# expect '))?.slice(9));
  const [start = '', ...headers] = lines.filter((line) => !line.startsWith('#'));
  const [method = '', url = ''] = start.split(' ');
  return {
    title,
    expected,
    method,
    url,
    headers: Object.fromEntries(headers.map((line) => line.split(': '))) as Record<string, string>,
    body: body.join('\n\n'),
  };
}
