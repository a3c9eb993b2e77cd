/** `npm run db:reset`: an empty database again, migrated and seeded. Only ever on this machine. */
import pg from 'pg';
import { readEnv, runFile, startServices } from './services.mjs';

const LOCAL = ['localhost', '127.0.0.1', '[::1]'];
const log = (/** @type {string} */ line) => void process.stderr.write(`${line}\n`);

const { env, stop } = await startServices({ env: readEnv(), log, dataDir: '.local' });
try {
  await empty(env.DATABASE_URL ?? '');
  await runFile('src/db/migrate.ts', env);
  await runFile('src/db/seed.ts', env);
} catch (error) {
  log(/** @type {Error} */ (error).message);
  process.exitCode = 1;
} finally {
  await stop();
}

/** @param {string} url */
async function empty(url) {
  const { hostname, pathname } = new URL(url);
  if (!LOCAL.includes(hostname)) throw new Error(`${hostname} is not this machine: left as it is`);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('drop schema public cascade; create schema public');
    log(`${pathname.slice(1)} on ${hostname} is empty`);
  } finally {
    await client.end();
  }
}
