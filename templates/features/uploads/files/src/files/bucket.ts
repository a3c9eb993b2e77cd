import type { UploadOutput } from '../schemas/uploads.schema.ts';
import { uploadLimits } from '../constants/upload-limits.ts';
import { AppError } from '../errors/app-error.ts';
import { after } from '../utils/clock.ts';
import { attachment } from './file-name.ts';
import type { BucketClient } from './s3.ts';

/** Good until then, for whoever has it. */
export interface Address {
  readonly url: string;
  readonly expiresAt: string;
}

/** What lies at an address that we gave away. */
export interface Sent {
  readonly size: number;
  readonly head: Uint8Array;
  /** becomes another one when somebody writes over it */
  readonly revision: string;
}

/** What callers send to and fetch from the bucket without us in between. */
export interface Bucket {
  /** Takes so many bytes, no more and no fewer. */
  readonly addressForUpload: (name: string, size: number, now: Date) => Promise<Address>;
  readonly addressForDownload: (upload: UploadOutput, now: Date) => Promise<Address>;
  readonly look: (name: string) => Promise<Sent | undefined>;
  /** Takes what was looked at to where no address leads that we gave away: the first one is still good for a while. */
  readonly keep: (name: string, sent: Sent) => Promise<void>;
  /** Deletes what lies at the address that we gave away. */
  readonly forget: (name: string) => Promise<void>;
}

export const keptKey = (name: string): string => `kept/${name}`;
export const incomingKey = (name: string): string => `incoming/${name}`;

export function bucketOf({ bucket: Bucket, ask, sign }: BucketClient): Bucket {
  const { upload, download } = uploadLimits.addresses;
  return {
    addressForUpload: async (name, size, now) => {
      const target = { Bucket, Key: incomingKey(name), ContentLength: size };
      const options = { expiresIn: upload / 1_000, signingDate: now };
      const url = await sign(({ commands, getSignedUrl, s3 }) =>
        getSignedUrl(s3, new commands.PutObjectCommand(target), options),
      );
      return { url, expiresAt: after(now, upload).toISOString() };
    },

    addressForDownload: async ({ id, name, type }, now) => {
      const target = {
        Bucket,
        Key: keptKey(id),
        ResponseContentDisposition: attachment(name),
        ResponseContentType: type,
      };
      const options = { expiresIn: download / 1_000, signingDate: now };
      const url = await sign(({ commands, getSignedUrl, s3 }) =>
        getSignedUrl(s3, new commands.GetObjectCommand(target), options),
      );
      return { url, expiresAt: after(now, download).toISOString() };
    },

    look: async (name) => {
      const target = { Bucket, Key: incomingKey(name), Range: `bytes=0-${uploadLimits.head - 1}` };
      const found = await ask((s3) => s3.getObject(target));
      if (!found?.Body) return undefined;
      const head = await found.Body.transformToByteArray();
      const size = Number(found.ContentRange?.split('/')[1] ?? found.ContentLength);
      return { size, head, revision: found.ETag ?? '' };
    },

    keep: async (name, { revision }) => {
      const source = `${Bucket}/${incomingKey(name)}`;
      const from = { CopySource: source, CopySourceIfMatch: revision };
      const copied = await ask((s3) => s3.copyObject({ Bucket, Key: keptKey(name), ...from }));
      if (!copied) throw new AppError('conflict', 'It went away while it was looked at.');
    },

    forget: async (name) => {
      await ask((s3) => s3.deleteObject({ Bucket, Key: incomingKey(name) }));
    },
  };
}
