/** A certificate for these hosts, signed by itself and valid for a day: made without any program of the machine. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** One value of DER: tag, length, content. */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const size = Buffer.from(body.length.toString(16).padStart(4, '0'), 'hex');
  const length = body.length < 128 ? Buffer.from([body.length]) : Buffer.from([0x82, ...size]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
}

const list = (...content: readonly Buffer[]): Buffer => der(0x30, ...content);
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const time = (at: Date): Buffer =>
  der(0x18, Buffer.from(`${at.toISOString().replace(/[-:T]|\.\d+/g, '')}`));

const ECDSA_SHA256 = list(oid('2a8648ce3d040302'));
const NAME = list(der(0x31, list(oid('550403'), der(0x0c, Buffer.from('test of a template')))));
const DAY = 86_400_000;

export function certificateFor(hosts: readonly string[]): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const names = list(...hosts.map((host) => der(0x82, Buffer.from(host))));
  const extensions = der(0xa3, list(list(oid('551d11'), der(0x04, names))));
  const body = list(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_SHA256,
    NAME,
    list(time(new Date(Date.now() - DAY)), time(new Date(Date.now() + DAY))),
    NAME,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions,
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', body, privateKey));
  const encoded = list(body, ECDSA_SHA256, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${encoded.match(/.{1,64}/g)?.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}
