/** `npm run dev`: the services, a database that is up to date and not empty, the server and a worker, restarted after each edit. */
import { fileURLToPath } from 'node:url';
import { readEnv, runFile, runNode, startServices } from './services.mjs';

const print = (/** @type {string} */ line) => void process.stdout.write(`${line}\n`);

const { env, stop } = await startServices({ env: readEnv(), log: print, dataDir: '.local' });
try {
  await runFile('src/db/migrate.ts', env);
  await runFile('src/db/seed.ts', env);
  const address = `http://${env.HOST || 'localhost'}:${env.PORT || '3000'}`;
  print(`api: ${address}, described at ${address}/docs; Ctrl+C stops everything`);
  const tsx = fileURLToPath(import.meta.resolve('tsx/cli'));
  const watch = (/** @type {string} */ file, more = {}) =>
    runNode([tsx, 'watch', file], { ...env, ...more });
  // The worker says how it is on a port of its own, which nobody has to know.
  const codes = await Promise.all([watch('src/index.ts'), watch('src/worker.ts', { PORT: '0' })]);
  process.exitCode = Math.max(...codes);
} catch (error) {
  print(/** @type {Error} */ (error).message);
  process.exitCode = 1;
} finally {
  await stop();
}
