import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { bucketOf, incomingKey, keptKey } from './bucket.ts';
import type { FileStore } from './file-store.ts';
import type { BucketClient } from './s3.ts';

/** In a bucket that speaks the protocol of S3. Nothing in it is public. */
export function bucketFiles(client: BucketClient): FileStore {
  const { bucket: Bucket, ask, close } = client;
  return {
    put: async (name, { path, size }) => {
      const target = { Bucket, Key: keptKey(name), ContentLength: size };
      await ask((s3) => s3.putObject({ ...target, Body: createReadStream(path) }));
    },

    get: async (name) => {
      const found = await ask((s3) => s3.getObject({ Bucket, Key: keptKey(name) }));
      return found?.Body as Readable | undefined;
    },

    remove: async (name) => {
      const keys = [incomingKey(name), keptKey(name)];
      await Promise.all(keys.map((Key) => ask((s3) => s3.deleteObject({ Bucket, Key }))));
    },

    bucket: bucketOf(client),
    close,
  };
}
