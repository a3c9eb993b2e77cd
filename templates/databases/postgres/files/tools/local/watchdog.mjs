/**
 * Ends a local service when the process that started it is gone, however it went: Ctrl+C, crash or
 * kill -9. That process holds the other end of our standard input, so its death is the end of input.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(import.meta.url);

/**
 * @typedef {object} Task what to do at the end
 * @property {string} command
 * @property {readonly string[]} args
 * @property {{ uid?: number, gid?: number }} user
 * @property {string | undefined} folder removed last
 */

/** @param {Task} task @returns {() => Promise<void>} does it now */
export function watch(task) {
  const dog = spawn(process.execPath, [program, JSON.stringify(task)], {
    detached: true,
    windowsHide: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const isDone = once(dog, 'exit');
  dog.unref();
  return async () => {
    dog.ref();
    dog.stdin.end();
    await isDone;
  };
}

/** @param {Task} task */
function carryOut({ command, args, user, folder }) {
  spawnSync(command, args, { ...user, cwd: '/', stdio: 'ignore' });
  if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

if (path.resolve(process.argv[1] ?? '') === program) {
  process.stdin.resume().on('end', () => carryOut(JSON.parse(process.argv[2] ?? '')));
}
