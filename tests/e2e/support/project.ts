/** A real project on disk: made by the packed package, used as its owner would. */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launch, run, succeed, type Finished, type Launched } from './run.ts';

export interface Project {
  readonly dir: string;
  npm(...args: readonly string[]): Promise<Finished>;
  /** `npm run …`, which has to end with 0 */
  script(...args: readonly string[]): Promise<string>;
  start(script: string, env?: NodeJS.ProcessEnv): Promise<Running>;
  remove(): void;
}

export interface Running extends Launched {
  readonly url: string;
}

export async function createProject(
  packed: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Project> {
  const home = mkdtempSync(path.join(tmpdir(), 'backendbytes-project-'));
  const bin = path.join(packed, 'bin/create-backendbytes.js');
  await succeed('node', [bin, 'my-api', '--yes', ...args], {
    cwd: home,
    env: { ...NEUTRAL_GIT, ...env },
  });
  return projectAt(path.join(home, 'my-api'), env, () =>
    rmSync(home, { recursive: true, force: true }),
  );
}

/** A machine without git settings of its own. */
export const NEUTRAL_GIT: NodeJS.ProcessEnv = {
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
};

export function projectAt(dir: string, env: NodeJS.ProcessEnv, remove: () => void): Project {
  const at = { cwd: dir, env };
  return {
    dir,
    npm: (...args) => run('npm', args, at),
    script: (...args) => succeed('npm', ['run', ...args], at),
    start: async (script, more = {}) => {
      const port = await freePort();
      const rest = withoutPort(process.env);
      const server = launch('node', script.split(' '), {
        cwd: dir,
        env: { ...rest, ...env, ...more, PORT: String(port) },
      });
      const url = `http://127.0.0.1:${port}`;
      await answers(`${url}/livez`, server);
      return { ...server, url };
    },
    remove,
  };
}

async function answers(url: string, server: Launched): Promise<void> {
  let isOver = false;
  void server.exited.then(() => (isOver = true));
  for (let tries = 0; tries < 600 && !isOver; tries += 1) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(
    `${url} never answered; the server printed:\n${server.stdout()}\n${server.stderr()}`,
  );
}

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });

/** A PORT of the machine would be taken by every server at once. */
const withoutPort = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({ ...env, PORT: undefined });
