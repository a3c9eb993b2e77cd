import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseEnv, promisify } from 'node:util';

const FILES = ['compose.yaml', 'compose.prod.yaml'];
const STAGE = 'config/staging.env';

interface Service {
  readonly restart?: string;
  readonly ports?: readonly unknown[];
}

/** The system of staging, in containers of its own name, on free ports of this machine. */
export interface System {
  readonly url: string;
  readonly services: Readonly<Record<string, Service>>;
  /** `docker compose …`; rejects when it does not end with 0 */
  readonly compose: (...args: readonly string[]) => Promise<string>;
  /** ids of the running containers of a service */
  readonly containersOf: (service: string) => Promise<readonly string[]>;
}

export async function describeSystem(): Promise<System> {
  const [http, https] = [await freePort(), await freePort()];
  const env = {
    ...drawnSecrets(),
    ...process.env,
    COMPOSE_PROJECT_NAME: `e2e-${process.pid}`,
    HTTP_PORT: `127.0.0.1:${http}`,
    HTTPS_PORT: `127.0.0.1:${https}`,
  };
  const options = ['--env-file', STAGE, ...FILES.flatMap((file) => ['--file', file])];
  const compose: System['compose'] = (...args) => docker(['compose', ...options, ...args], env);
  const { services } = JSON.parse(await compose('config', '--format', 'json')) as System;
  return {
    url: `http://127.0.0.1:${http}`,
    services,
    compose,
    containersOf: async (service) =>
      (await compose('ps', '--quiet', service)).split('\n').filter(Boolean),
  };
}

/** `docker …`; what it printed, when it ends with 0 */
export async function docker(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const { stdout } = await promisify(execFile)('docker', args, { env, maxBuffer: 2 ** 26 });
  return stdout;
}

/** Everything compose refuses to start without, and the stage does not say. */
function drawnSecrets(): Readonly<Record<string, string>> {
  const text = FILES.map((file) => readFileSync(file, 'utf8')).join('\n');
  const stage = parseEnv(readFileSync(STAGE, 'utf8'));
  const names = [...text.matchAll(/\$\{(\w+):\?/g)].map(([, name = '']) => name);
  const secrets = names.filter((name) => !(name in stage));
  return Object.fromEntries(secrets.map((name) => [name, randomBytes(32).toString('hex')]));
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

/** Asks until the answer is the wanted one. */
export async function untilStatus(url: string, wanted: number): Promise<void> {
  for (;;) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.status === wanted) return;
    await sleep(200);
  }
}
