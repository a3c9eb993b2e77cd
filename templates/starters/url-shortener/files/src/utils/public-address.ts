import { BlockList, isIP } from 'node:net';

/** An IPv4 address written as one of IPv6 is held against the first list, too. */
const reserved = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  reserved.addSubnet(net, prefix);
for (const [net, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  reserved.addSubnet(net, prefix, 'ipv6');

const LOCAL = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home\.arpa)$/;

/** Does the address mean the same to everybody? It is not asked for: names are not looked up. */
export function isPublicAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { hostname, username, password } = new URL(text);
  // `https://bank.example@evil.example` leads to evil.example.
  if (username !== '' || password !== '') return false;
  const host = hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const family = isIP(host);
  if (family !== 0) return !reserved.check(host, family === 4 ? 'ipv4' : 'ipv6');
  return host.includes('.') && !LOCAL.test(host);
}
