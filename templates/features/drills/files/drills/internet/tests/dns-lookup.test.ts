import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askServer, askSystem } from '../dns-lookup.ts';
import { startDns } from './support/stub-dns.ts';

test('localhost is this machine, and no DNS server is asked for it', async () => {
  const addresses = await askSystem('localhost');
  assert.ok(addresses.includes('127.0.0.1') || addresses.includes('::1'));
});

test('a DNS server knows the address of a name, and how long it may be remembered', async (t) => {
  const dns = await startDns({ 'www.example.com': '192.0.2.7' }, t);
  assert.deepEqual(await askServer('www.example.com', [dns]), [{ address: '192.0.2.7', ttl: 60 }]);
});

test('a name that is in no phonebook is ENOTFOUND', async (t) => {
  const dns = await startDns({}, t);
  await assert.rejects(askServer('nowhere.example', [dns]), { code: 'ENOTFOUND' });
});
