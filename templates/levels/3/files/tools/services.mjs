import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import pretty from 'pino-pretty';
import { services } from './local/index.mjs';

/** @typedef {Record<string, string | undefined>} Env */

/**
 * Finds and starts all services, the same way for development, tests and single commands.
 * @param {{ env: Env, log: (line: string) => void, dataDir?: string }} options without `dataDir` the data is thrown away
 * @returns {Promise<{ env: Env, urls: Record<string, string>, stop: () => Promise<void> }>} their addresses, also within the environment
 */
export async function startServices({ env, log, dataDir }) {
  /** @type {{ variable: string, url: string, stop: () => Promise<void> }[]} */
  const started = [];
  const stop = async () => {
    for (const service of started.splice(0).reverse()) await service.stop();
  };
  try {
    for (const { name, variable, start } of services) {
      const { url, stop } = await start({ env, log, dataDir: dataDir && path.join(dataDir, name) });
      started.push({ variable, url, stop });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const urls = Object.fromEntries(started.map(({ variable, url }) => [variable, url]));
  return { env: { ...env, ...urls }, urls, stop };
}

/**
 * Says in a line what cannot be found, and why; starts nothing.
 * @param {Env} env
 * @returns {Promise<string | undefined>}
 */
export async function findMissing(env) {
  for (const { name, find } of services) {
    const { found, skipped } = await find(env);
    if (!found) return `no ${name} (${skipped.join('; ')}); npm run doctor says how to get one`;
  }
  return undefined;
}

/**
 * Runs a file of the project to its end, its log made readable.
 * @param {string} file
 * @param {Env} env
 * @param {readonly string[]} args
 */
export async function runFile(file, env, args = []) {
  const code = await runNode(['--import', 'tsx', file, ...args], env);
  if (code !== 0) throw new Error(`${file} ended with code ${code}`);
}

/** @param {readonly string[]} args @param {Env} env @returns {Promise<number>} the exit code */
export async function runNode(args, env) {
  const child = spawn(process.execPath, args, { env, stdio: ['inherit', 'pipe', 'inherit'] });
  child.stdout.pipe(pretty({ ignore: 'pid,hostname' }));
  const stop = () => void child.kill('SIGTERM');
  process.on('SIGTERM', stop).on('SIGHUP', stop);
  // Ctrl+C reaches the child by itself, as it runs in the same terminal; we only wait for its end.
  process.on('SIGINT', wait);
  const [code, signal] = await once(child, 'exit');
  process.off('SIGTERM', stop).off('SIGHUP', stop).off('SIGINT', wait);
  return code ?? (signal ? 1 : 0);
}

const wait = () => undefined;

/** The environment, completed by `.env` if there is one. @returns {Env} */
export function readEnv() {
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'ENOENT') throw error;
  }
  return process.env;
}
