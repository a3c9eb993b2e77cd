import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { isSigned } from './s3-signature.ts';

const KEYS = { id: 'our-key', secret: 'our-key-to-the-bucket' };
const BUCKET = 'files-of-users';

/** Does what S3 does, as far as we use it: every request has to be signed, and every object is private. */
export interface FakeS3 {
  readonly env: Readonly<Record<string, string>>;
  readonly keys: () => readonly string[];
  /** From now on everything is answered with this status; 0: as it should be. */
  readonly fail: (status: number) => void;
  /** The next so many reads are answered when all of them are there. */
  readonly holdReads: (count: number) => void;
  /** By this the age of a signature is told. */
  readonly advance: (time: number) => void;
  readonly close: () => Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

export async function startFakeS3(): Promise<FakeS3> {
  const objects = new Map<string, Buffer>();
  let [ahead, failure, held] = [0, 0, 0];
  let waiting: (() => void)[] = [];

  const turn = (): Promise<void> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      held -= 1;
      if (held > 0) return;
      for (const go of waiting) go();
      waiting = [];
    });

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    const body = await buffer(request);
    const { method = '', url = '', headers } = request;
    if (failure > 0) return { status: failure };
    const now = new Date(Date.now() + ahead);
    if (!isSigned({ method, url, headers }, KEYS.secret, now))
      return refusal('SignatureDoesNotMatch');
    const key = new URL(url, 'http://s3').pathname.replace(`/${BUCKET}/`, '');
    if (method === 'PUT') return headers['x-amz-copy-source'] ? copy(key, headers) : put(key, body);
    if (method === 'DELETE') return remove(key);
    if (held > 0) await turn();
    return get(key, request);
  };

  // Of what is not there as well: it is gone, and that was the question.
  const remove = (key: string): Answer => {
    objects.delete(key);
    return { status: 204 };
  };

  const put = (key: string, body: Buffer): Answer => {
    objects.set(key, body);
    return { status: 200, headers: { etag: etagOf(body) } };
  };

  const copy = (key: string, headers: IncomingMessage['headers']): Answer => {
    const source = String(headers['x-amz-copy-source']).replace(`${BUCKET}/`, '');
    const found = objects.get(source);
    if (!found) return missing;
    if (headers['x-amz-copy-source-if-match'] !== etagOf(found)) return { status: 412 };
    objects.set(key, found);
    const body = `<CopyObjectResult><ETag>${etagOf(found)}</ETag></CopyObjectResult>`;
    return { status: 200, headers: { 'content-type': 'application/xml' }, body };
  };

  const get = (key: string, { url = '', headers: { range } }: IncomingMessage): Answer => {
    const found = objects.get(key);
    if (!found) return missing;
    const asked = new URL(url, 'http://s3').searchParams;
    const headers = {
      etag: etagOf(found),
      'content-type': asked.get('response-content-type') ?? 'application/octet-stream',
      'content-disposition': asked.get('response-content-disposition') ?? 'inline',
    };
    const end = Number(/^bytes=0-(\d+)$/.exec(range ?? '')?.[1] ?? NaN);
    if (Number.isNaN(end)) return { status: 200, headers, body: found };
    const part = found.subarray(0, end + 1);
    const place = `bytes 0-${part.length - 1}/${found.length}`;
    return { status: 206, headers: { ...headers, 'content-range': place }, body: part };
  };

  const server = createServer((request, response) => {
    answer(request).then(
      (given) => send(response, given),
      () => response.destroy(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    env: {
      S3_ENDPOINT: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      S3_BUCKET: BUCKET,
      S3_REGION: 'eu-central-1',
      S3_ACCESS_KEY_ID: KEYS.id,
      S3_SECRET_ACCESS_KEY: KEYS.secret,
    },
    keys: () => [...objects.keys()].sort(),
    fail: (status) => {
      failure = status;
    },
    holdReads: (count) => {
      held = count;
    },
    advance: (time) => {
      ahead += time;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function send(response: ServerResponse, { status, headers = {}, body = '' }: Answer): void {
  response.writeHead(status, { ...headers, 'content-length': String(Buffer.byteLength(body)) });
  response.end(body);
}

const etagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`;

const refusal = (code: string): Answer => ({
  status: 403,
  headers: { 'content-type': 'application/xml' },
  body: `<Error><Code>${code}</Code></Error>`,
});

const missing: Answer = { ...refusal('NoSuchKey'), status: 404 };
