/** The two that are compared, made and started. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';

const POOL = '10';

export interface Server {
  readonly label: string;
  readonly url: string;
  readonly child: ChildProcess;
  readonly headers: Readonly<Record<string, string>>;
}

export function install(home: string, dir: string): void {
  const bin = path.join(import.meta.dirname, '../bin/create-backendbytes.js');
  const answers = ['--level', '5', '--database', 'postgres', '--features', 'none'];
  succeed('node', [bin, 'shop', '--yes', '--no-git', ...answers], { cwd: home });
  succeed('npm', ['run', 'build'], { cwd: dir });
  cpSync(path.join(import.meta.dirname, 'bare-express.mjs'), path.join(dir, 'bare-express.mjs'));
}

export const environment = (databaseUrl: string): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_ENV: 'production',
  DATABASE_URL: databaseUrl,
  PG_POOL_MAX: POOL,
  HOST: '127.0.0.1',
  JWT_SECRET: 'bench-0123456789-abcdefghijklmnopqrstuvwxyz',
  SMTP_URL: 'smtp://127.0.0.1:9',
  RATE_LIMIT_PER_MINUTE: '1000000000',
});

export const startBare = (dir: string, databaseUrl: string): Promise<Server> =>
  startServer('bare Express 5', 'bare-express.mjs', { dir, databaseUrl });

/** With an account that may add products. */
export async function startOurs(dir: string, databaseUrl: string): Promise<Server> {
  const server = await startServer('level 5', 'dist/index.js', { dir, databaseUrl });
  const account = { email: 'bench@example.com', password: 'a long sentence nobody else has' };
  await post(`${server.url}/auth/register`, account);
  const { Pool } = createRequire(path.join(dir, 'package.json'))('pg') as typeof import('pg');
  const pool = new Pool({ connectionString: databaseUrl });
  await pool.query(`update users set email_verified_at = now(), role = 'admin'`);
  await pool.end();
  const { accessToken } = (await (await post(`${server.url}/auth/login`, account)).json()) as {
    accessToken: string;
  };
  return { ...server, headers: { authorization: `Bearer ${accessToken}` } };
}

async function startServer(
  label: string,
  program: string,
  { dir, databaseUrl }: { readonly dir: string; readonly databaseUrl: string },
): Promise<Server> {
  const port = await freePort();
  const child = spawn(process.execPath, [program], {
    cwd: dir,
    env: { ...environment(databaseUrl), PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  while (child.exitCode === null && !(await fetch(`${url}/livez`).catch(() => undefined)))
    await new Promise((resolve) => setTimeout(resolve, 50));
  if (child.exitCode !== null) throw new Error(`${label} ended with ${child.exitCode}`);
  return { label, url, child, headers: {} };
}

export const post = (url: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

interface At {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

export function succeed(file: string, args: readonly string[], at: At): void {
  const { status, stdout, stderr } = spawnSync(file, args, { ...at, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${[file, ...args].join(' ')}\n${stdout}\n${stderr}`);
}

export const ended = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    else child.once('exit', () => resolve());
  });

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
