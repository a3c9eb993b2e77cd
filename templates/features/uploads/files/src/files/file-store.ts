import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import type { Env } from '../config/env.ts';
import type { Bucket } from './bucket.ts';
import { bucketFiles } from './bucket-files.ts';
import type { Received } from './incoming.ts';
import { localFiles } from './local-files.ts';
import { openS3 } from './s3.ts';

/** Where files are. Names are ids that we drew; nothing else may become part of a path. */
export interface FileStore {
  /** Takes over what was received: all of it is there, or nothing. */
  readonly put: (name: string, received: Received) => Promise<void>;
  /** @returns undefined when there is none of that name */
  readonly get: (name: string) => Promise<Readable | undefined>;
  /** Does nothing when it is gone already. */
  readonly remove: (name: string) => Promise<void>;
  /** what callers may talk to themselves, where there is one */
  readonly bucket?: Bucket;
  readonly close?: () => void;
}

export function openFiles({ env, log }: { readonly env: Env; readonly log: Logger }): FileStore {
  const { S3_BUCKET: bucket } = env;
  return bucket === undefined ? localFiles(env) : bucketFiles(openS3(bucket, env, log));
}
