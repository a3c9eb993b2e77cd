import type { S3 } from '@aws-sdk/client-s3';
import type { Logger } from 'pino';
import type { Env } from '../config/env.ts';
import { uploadLimits } from '../constants/upload-limits.ts';
import { AppError } from '../errors/app-error.ts';

type Sdk = Awaited<ReturnType<typeof load>>;

/** The bucket, as far as we talk to it. */
export interface BucketClient {
  readonly bucket: string;
  /** @returns undefined when there is no such object */
  readonly ask: <Answer>(question: (s3: S3) => Promise<Answer>) => Promise<Answer | undefined>;
  /** An address at which whoever has it may do one thing. */
  readonly sign: (make: (sdk: Sdk) => Promise<string>) => Promise<string>;
  readonly close: () => void;
}

/** Loaded when it is first needed: it is large, and most processes never need it. */
async function load(env: Env, log: Logger) {
  const [commands, { getSignedUrl }] = await Promise.all([
    import('@aws-sdk/client-s3'),
    import('@aws-sdk/s3-request-presigner'),
  ]);
  return { commands, getSignedUrl, s3: new commands.S3(configOf(env, log)) };
}

export function openS3(bucket: string, env: Env, log: Logger): BucketClient {
  let loading: ReturnType<typeof load> | undefined;
  const sdk = () => (loading ??= load(env, log));
  return {
    bucket,
    ask: async (question) => {
      const { s3 } = await sdk();
      return question(s3).catch((error: unknown) => understand(error, log));
    },
    sign: async (make) => make(await sdk()),
    close: () => void loading?.then(({ s3 }) => s3.destroy()),
  };
}

function configOf(env: Env, log: Logger) {
  const { S3_ENDPOINT: endpoint, S3_REGION: region } = env;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = env;
  const { connect, answer, attempts } = uploadLimits.bucket;
  return {
    region,
    // Servers of one's own seldom have a name for each bucket.
    ...(endpoint && { endpoint, forcePathStyle: true }),
    // Without keys, the SDK asks the machine it runs on: a role instead of a secret.
    ...(accessKeyId && secretAccessKey && { credentials: { accessKeyId, secretAccessKey } }),
    // The newer checksums are not understood everywhere, and a signed address cannot have one.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    requestHandler: {
      connectionTimeout: connect,
      requestTimeout: answer,
      throwOnRequestTimeout: true,
    },
    maxAttempts: attempts,
    // It would write to the console.
    logger: { ...QUIET, warn: (text: unknown) => log.warn(text) },
  } as const;
}

const silent = () => undefined;
const QUIET = { trace: silent, debug: silent, info: silent, error: silent };

const GONE = 404;
const CHANGED = 412;

function understand(error: unknown, log: Logger): undefined {
  const status = statusOf(error);
  if (status === GONE) return undefined;
  if (status === CHANGED) throw new AppError('conflict', 'It was changed while it was looked at.');
  log.error({ err: error }, 'the bucket does not do what it should');
  const details = { retryAfter: 5 };
  throw new AppError('unavailable', 'Files cannot be reached.', details, { cause: error });
}

function statusOf(error: unknown): unknown {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined;
  return (error.$metadata as { readonly httpStatusCode?: number }).httpStatusCode;
}
