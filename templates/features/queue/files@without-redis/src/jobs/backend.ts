import {
  createPostgresBackend,
  runMigrations,
  withBackend,
  type PostgresConnectionOptions,
  type Processor,
  type QueueOptions,
  type WorkerOptions,
} from 'bullmq';
import pg from 'pg';
import type { Env } from '../config/env.ts';

export type QueueEnv = Pick<Env, 'DATABASE_URL'>;

const { Queue, Worker } = withBackend(createPostgresBackend);

/** For who puts jobs in. Tables of the queue lie in the schema `bullmq`, beside those of the app. */
export const openQueue = (
  name: string,
  env: QueueEnv,
  options: Partial<QueueOptions<PostgresConnectionOptions>> = {},
) => new Queue(name, { ...options, connection: connectionOf(env) });

/** For who does them. */
export const openWorker = (
  name: string,
  work: Processor,
  env: QueueEnv,
  options: Partial<WorkerOptions<PostgresConnectionOptions>>,
) => new Worker(name, work, { ...options, connection: connectionOf(env) });

export type BullQueue = ReturnType<typeof openQueue>;

/** Connections beside the pool of the app: queries of the queue never wait for those of requests, nor the other way round. */
const connectionOf = ({ DATABASE_URL }: QueueEnv): PostgresConnectionOptions => ({
  connectionString: DATABASE_URL,
  max: 4,
  connectionTimeoutMillis: 1_500,
});

/** The tables of the queue, brought to what this version of the package expects. */
export async function migrateQueue({ DATABASE_URL }: QueueEnv): Promise<void> {
  const client = new pg.Client({ connectionString: DATABASE_URL });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
}
