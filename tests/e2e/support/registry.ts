/** A local npm registry that has our package and asks the usual registry for every other. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from './project.ts';
import { launch, succeed } from './run.ts';

export interface Registry {
  readonly url: string;
  readonly env: NodeJS.ProcessEnv;
  stop(): Promise<void>;
}

export async function startRegistry(tarball: string): Promise<Registry> {
  const dir = mkdtempSync(path.join(tmpdir(), 'backendbytes-registry-'));
  const port = await freePort();
  const upstream = (await succeed('npm', ['config', 'get', 'registry'], { cwd: dir })).trim();
  writeFileSync(path.join(dir, 'config.yaml'), config(dir, upstream));
  const verdaccio = path.join(import.meta.dirname, '../../../node_modules/verdaccio/bin/verdaccio');
  const server = launch(
    process.execPath,
    [verdaccio, '--config', path.join(dir, 'config.yaml'), '--listen', `127.0.0.1:${port}`],
    { cwd: dir },
  );
  await server.printed(/http address/);
  const url = `http://127.0.0.1:${port}/`;
  const env = {
    npm_config_registry: url,
    npm_config_cache: path.join(dir, 'cache'),
    [`npm_config_//127.0.0.1:${port}/:_authToken`]: 'local',
  };
  await succeed('npm', ['publish', tarball, '--ignore-scripts', '--provenance=false'], {
    cwd: dir,
    env,
  });
  return {
    url,
    env,
    stop: async () => {
      server.process.kill('SIGTERM');
      await server.exited;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

const config = (dir: string, upstream: string): string =>
  JSON.stringify({
    storage: path.join(dir, 'storage'),
    uplinks: { usual: { url: upstream, cache: false, maxage: '10m' } },
    packages: {
      'create-backendbytes': { access: '$all', publish: '$all' },
      '**': { access: '$all', publish: '$none', proxy: 'usual' },
    },
    auth: { htpasswd: { file: path.join(dir, 'htpasswd') } },
    log: { type: 'stdout', format: 'pretty', level: 'warn' },
  });
