import { expect, test } from 'vitest';
import { isPublicAddress } from '../../src/utils/public-address.ts';

test.each([
  'https://example.com',
  'http://example.com:8080/a?b#c',
  'https://93.184.215.14/',
  'https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]/',
  'https://172.32.0.1/',
  'https://localhost.example.com/',
])('%s is for everybody', (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test.each([
  'http://localhost:3000',
  'http://LOCALHOST.',
  'http://api.localhost/',
  'http://printer/',
  'http://printer.local/',
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f000001/',
  'http://0.0.0.0/',
  'http://10.1.2.3/',
  'http://172.16.0.1/',
  'http://192.168.1.1/admin',
  'http://169.254.169.254/latest/meta-data',
  'http://100.64.0.1/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:a00:1]/',
  'http://[fd00::1]/',
  'http://[fe80::1]/',
  'https://bank.example@example.com/',
  'no address',
])('%s is not', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});
