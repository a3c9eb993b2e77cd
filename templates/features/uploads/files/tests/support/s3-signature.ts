import { createHash, createHmac } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

export interface Signed {
  readonly method: string;
  /** path and query, as they were sent */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
}

interface Claim {
  readonly date: string;
  readonly scope: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** the digest of the body, or that there is none */
  readonly payload: string;
  readonly expiresAt: number;
}

const LATE = 15 * 60 * 1_000;

/** Whether a request is signed as AWS Signature Version 4 wants it, by its headers or by its query. */
export function isSigned(request: Signed, secret: string, now: Date): boolean {
  const claim = claimOf(request);
  if (!claim || now.getTime() > claim.expiresAt) return false;
  const [, day = '', region = '', service = ''] = claim.scope.split('/');
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    (signing, text) => hmac(signing, text),
    `AWS4${secret}`,
  );
  const scope = claim.scope.split('/').slice(1).join('/');
  const digest = sha256(canonical(request, claim));
  const text = ['AWS4-HMAC-SHA256', claim.date, scope, digest].join('\n');
  return hmac(key, text).toString('hex') === claim.signature;
}

function claimOf({ url, headers }: Signed): Claim | undefined {
  const query = new URL(url, 'http://s3').searchParams;
  const inQuery = query.get('X-Amz-Signature');
  if (inQuery === null) return claimInHeaders(headers);
  const date = query.get('X-Amz-Date') ?? '';
  return {
    date,
    scope: query.get('X-Amz-Credential') ?? '',
    signedHeaders: (query.get('X-Amz-SignedHeaders') ?? '').split(';'),
    signature: inQuery,
    payload: 'UNSIGNED-PAYLOAD',
    expiresAt: timeOf(date) + Number(query.get('X-Amz-Expires')) * 1_000,
  };
}

function claimInHeaders(headers: IncomingHttpHeaders): Claim | undefined {
  const parts = /Credential=(\S+), ?SignedHeaders=(\S+), ?Signature=(\w+)/.exec(
    headers.authorization ?? '',
  );
  if (!parts) return undefined;
  const [, scope = '', names = '', signature = ''] = parts;
  const date = String(headers['x-amz-date']);
  const payload = String(headers['x-amz-content-sha256']);
  const expiresAt = timeOf(date) + LATE;
  return { date, scope, signedHeaders: names.split(';'), signature, payload, expiresAt };
}

function canonical({ method, url, headers }: Signed, { signedHeaders, payload }: Claim): string {
  const [path = '', query = ''] = url.split('?');
  const pairs = query.split('&').filter((pair) => pair && !pair.startsWith('X-Amz-Signature='));
  const sorted = pairs.map((pair) => (pair.includes('=') ? pair : `${pair}=`)).sort();
  const lines = signedHeaders.map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`);
  return [method, path, sorted.join('&'), lines.join(''), signedHeaders.join(';'), payload].join(
    '\n',
  );
}

/** `20260131T120000Z` */
const timeOf = (date: string): number =>
  Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();
