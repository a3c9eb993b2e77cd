/** `node tools/run.mjs src/db/migrate.ts`: runs one file of the project with all services at hand. */
import { readEnv, runFile, startServices } from './services.mjs';

const [file = '', ...args] = process.argv.slice(2);
const log = (/** @type {string} */ line) => void process.stderr.write(`${line}\n`);
const { env, stop } = await startServices({ env: readEnv(), log, dataDir: '.local' });
try {
  await runFile(file, env, args);
} catch (error) {
  log(/** @type {Error} */ (error).message);
  process.exitCode = 1;
} finally {
  await stop();
}
