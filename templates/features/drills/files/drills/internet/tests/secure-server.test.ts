import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { makeCertificate } from '../certificate.ts';
import { send } from '../client.ts';
import { listen } from '../ports.ts';
import { createSecureServer } from '../secure-server.ts';

const from = new Date('2026-01-31T09:30:00Z');
const made = makeCertificate({ names: ['localhost', '127.0.0.1'], from, days: 30 });
const valid = makeCertificate({ names: ['localhost', '127.0.0.1'], from: new Date(), days: 1 });

const get = (options: https.RequestOptions): Promise<string> =>
  new Promise((resolve, reject) => {
    https
      .get({ host: '127.0.0.1', agent: false, ...options }, (response) => resolve(text(response)))
      .on('error', reject);
  });

test('the certificate says whom it is for, for how long, and is signed with its own key', () => {
  const certificate = new X509Certificate(made.cert);
  assert.equal(certificate.subject, 'CN=localhost');
  assert.equal(certificate.issuer, certificate.subject);
  assert.ok(certificate.verify(certificate.publicKey));
  assert.ok(certificate.checkHost('localhost') && certificate.checkIP('127.0.0.1'));
  assert.equal(certificate.checkHost('example.com'), undefined);
  assert.equal(new Date(certificate.validFrom).getTime(), from.getTime());
  assert.equal(new Date(certificate.validTo).getTime(), from.getTime() + 30 * 86_400_000);
});

test('who trusts the certificate gets an answer over HTTPS', async (t) => {
  const server = createSecureServer(valid);
  t.after(() => server.close());
  const port = await listen(server, 0);
  assert.match(await get({ port, ca: valid.cert }), /locked box/);
});

test('who does not trust it hangs up before a word is said', async (t) => {
  const server = createSecureServer(valid);
  t.after(() => server.close());
  const port = await listen(server, 0);
  await assert.rejects(get({ port }), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
});

test('plain HTTP to a server that expects HTTPS fails', async (t) => {
  const server = createSecureServer(valid);
  t.after(() => server.close());
  const port = await listen(server, 0);
  await assert.rejects(send(`http://127.0.0.1:${port}/`));
});
