/** A certificate that nobody but its maker has signed: good for learning and for this machine, for nothing else. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';
import {
  bitString,
  der,
  integer,
  numbered,
  objectId,
  octetString,
  sequence,
  setOf,
  truth,
  utcTime,
  utf8,
} from './der.ts';

export interface CertificateWish {
  /** whom it is for: host names and IPv4 addresses */
  readonly names: readonly string[];
  readonly from: Date;
  readonly days: number;
}

export interface Certificate {
  /** stays on the server, always */
  readonly key: string;
  /** is shown to everybody who connects */
  readonly cert: string;
}

export function makeCertificate({ names, from, days }: CertificateWish): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const who = commonName(names[0] ?? 'localhost');
  const until = new Date(from.getTime() + days * 86_400_000);
  const statement = sequence(
    numbered(0, integer(Buffer.from([2]))), // version 3, counted from 0
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])), // serial number
    SIGNED_WITH,
    who, // who signs
    sequence(utcTime(from), utcTime(until)),
    who, // whom it is about: the same, so it is self-signed
    publicKey.export({ type: 'spki', format: 'der' }),
    numbered(3, sequence(isAuthority(), alternativeNames(names))),
  );
  const signature = sign('sha256', statement, privateKey);
  const certificate = sequence(statement, SIGNED_WITH, bitString(signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem(certificate),
  };
}

const SIGNED_WITH = sequence(objectId('1.2.840.10045.4.3.2')); // ECDSA with SHA-256

const commonName = (name: string): Buffer =>
  sequence(setOf(sequence(objectId('2.5.4.3'), utf8(name))));

/** Says that its key may vouch for certificates: here, for this one alone. */
const isAuthority = (): Buffer =>
  sequence(objectId('2.5.29.19'), truth(), octetString(sequence(truth())));

/** What a client compares with the name it asked for. */
const alternativeNames = (names: readonly string[]): Buffer =>
  sequence(
    objectId('2.5.29.17'),
    octetString(
      sequence(
        ...names.map((name) =>
          isIPv4(name)
            ? der(0x87, Buffer.from(name.split('.').map(Number)))
            : der(0x82, Buffer.from(name)),
        ),
      ),
    ),
  );

const pem = (bytes: Buffer): string =>
  [
    '-----BEGIN CERTIFICATE-----',
    ...(bytes.toString('base64').match(/.{1,64}/g) ?? []),
    '-----END CERTIFICATE-----\n',
  ].join('\n');
