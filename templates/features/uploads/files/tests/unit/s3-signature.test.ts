import { expect, test } from 'vitest';
import { isSigned } from '../support/s3-signature.ts';

/** The example of Amazon's own documentation: "Authenticating Requests: Using Query Parameters". */
const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const url = [
  '/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256',
  'X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request',
  'X-Amz-Date=20130524T000000Z',
  'X-Amz-Expires=86400',
  'X-Amz-SignedHeaders=host',
  'X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
].join('&');
const request = { method: 'GET', url, headers: { host: 'examplebucket.s3.amazonaws.com' } };
const inTime = new Date('2013-05-24T12:00:00Z');

test('the bucket of the tests takes a signature for one that Amazon takes for one', () => {
  expect(isSigned(request, SECRET, inTime)).toBe(true);
});

test.each([
  ['of another key', request, 'another', inTime],
  ['of another method', { ...request, method: 'PUT' }, SECRET, inTime],
  ['of another path', { ...request, url: url.replace('test', 'best') }, SECRET, inTime],
  ['for longer', { ...request, url: url.replace('86400', '86401') }, SECRET, inTime],
  ['of another host', { ...request, headers: { host: 'evil.example.com' } }, SECRET, inTime],
  ['that is over', request, SECRET, new Date('2013-05-25T00:00:01Z')],
  ['that is missing', { ...request, url: '/test.txt' }, SECRET, inTime],
] as const)('and none %s', (_name, signed, secret, now) => {
  expect(isSigned(signed, secret, now)).toBe(false);
});
