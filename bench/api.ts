/**
 * Requests per second of a generated API of level 5, against a bare Express 5 handler that does the same query on a pool of
 * the same size. Both run for the whole time and are asked in turn, in this order and that; the medians are compared. Never
 * a test: on a shared machine only the ratio means something, and that only roughly.
 *
 *   npm run bench:api
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const SECONDS = Number(process.env['SECONDS'] ?? 5);
const CALLERS = 20;
const POOL = '10';
const PRODUCT = { name: 'A chair', price: '49.90', stock: 12 };

const root = path.join(import.meta.dirname, '..');
const home = mkdtempSync(path.join(tmpdir(), 'backendbytes-bench-api-'));
const dir = path.join(home, 'shop');
const tools = path.join(home, 'tools');

interface Result {
  readonly requests: { readonly average: number };
  readonly non2xx: number;
  readonly errors: number;
}
type Autocannon = (options: Readonly<Record<string, unknown>>) => Promise<Result>;

interface Server {
  readonly label: string;
  readonly url: string;
  readonly child: ChildProcess;
  readonly headers: Readonly<Record<string, string>>;
}

async function main(): Promise<void> {
  install();
  const { postgres } = (await import(path.join(dir, 'tools/local/postgres.mjs'))) as {
    postgres: {
      start(options: object): Promise<{ readonly url: string; stop(): Promise<void> }>;
    };
  };
  const database = await postgres.start({ env: {}, log: console.log });
  const servers: Server[] = [];
  try {
    succeed('node', ['dist/db/migrate.js'], { cwd: dir, env: environment(database.url) });
    servers.push(await startBare(database.url), await startOurs(database.url));
    await compare(servers);
  } finally {
    for (const { child } of servers) child.kill('SIGTERM');
    await Promise.all(servers.map(({ child }) => ended(child)));
    await database.stop();
  }
}

function install(): void {
  const bin = path.join(root, 'bin/create-backendbytes.js');
  const answers = ['--level', '5', '--database', 'postgres', '--features', 'none'];
  succeed('node', [bin, 'shop', '--yes', '--no-git', ...answers], { cwd: home });
  succeed('npm', ['run', 'build'], { cwd: dir });
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  succeed('npm', ['install', ...quiet, '--prefix', tools, 'autocannon@9.0.0'], { cwd: home });
  cpSync(path.join(import.meta.dirname, 'bare-express.mjs'), path.join(dir, 'bare-express.mjs'));
}

const environment = (databaseUrl: string): NodeJS.ProcessEnv => ({
  ...process.env,
  NODE_ENV: 'production',
  DATABASE_URL: databaseUrl,
  PG_POOL_MAX: POOL,
  HOST: '127.0.0.1',
  JWT_SECRET: 'bench-0123456789-abcdefghijklmnopqrstuvwxyz',
  SMTP_URL: 'smtp://127.0.0.1:9',
  RATE_LIMIT_PER_MINUTE: '1000000000',
});

const startBare = (databaseUrl: string): Promise<Server> =>
  startServer('bare Express 5', ['bare-express.mjs'], databaseUrl);

/** With an account that may add products. */
async function startOurs(databaseUrl: string): Promise<Server> {
  const server = await startServer('level 5', ['dist/index.js'], databaseUrl);
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
  args: readonly string[],
  databaseUrl: string,
): Promise<Server> {
  const port = await freePort();
  const child = spawn(process.execPath, args, {
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

async function compare(servers: readonly Server[]): Promise<void> {
  const made = await Promise.all(
    servers.map(async ({ url, headers }) => {
      const answer = await post(`${url}/products`, PRODUCT, headers);
      return ((await answer.json()) as { id: string }).id;
    }),
  );
  const kinds = [
    { label: 'GET one', of: (place: number) => ({ path: `/products/${made[place]}` }) },
    {
      label: 'POST',
      of: () => ({ path: '/products', method: 'POST', body: JSON.stringify(PRODUCT) }),
    },
  ];
  const autocannon = createRequire(path.join(tools, 'package.json'))('autocannon') as Autocannon;
  const ask = async ({ url, headers }: Server, options: { path: string }, duration: number) => {
    const { path: at, ...rest } = options;
    const all = { 'content-type': 'application/json', ...headers };
    const given = { url: url + at, headers: all, connections: CALLERS, duration, ...rest };
    const { requests, non2xx, errors } = await autocannon(given);
    if (non2xx + errors > 0) console.log(`  ${non2xx} answers of another kind, ${errors} errors`);
    return requests.average;
  };
  const measure = async (
    rates: number[] | undefined,
    server: Server | undefined,
    options: { path: string },
  ): Promise<void> => {
    if (server) rates?.push(await ask(server, options, SECONDS));
  };
  console.log(`Node ${process.version}, ${ROUNDS} rounds of ${SECONDS} s, ${CALLERS} callers\n`);
  for (const { label, of } of kinds) {
    const rates = servers.map(() => [] as number[]);
    for (const [place, server] of servers.entries()) await ask(server, of(place), 2);
    for (const place of turns(servers.length))
      await measure(rates[place], servers[place], of(place));
    report(label, servers, rates);
  }
  for (const { label, child } of servers) console.log(`${label}: ${memoryOf(child)} MiB`);
}

/** Whoever is asked first in one round is asked last in the next. */
function turns(count: number): readonly number[] {
  const order = Array.from({ length: count }, (_, place) => place);
  const rounds = Array.from({ length: ROUNDS }, (_, round) => round);
  return rounds.flatMap((round) => (round % 2 === 0 ? order : order.toReversed()));
}

function report(kind: string, servers: readonly Server[], rates: readonly number[][]): void {
  const base = median(rates[0] ?? []);
  for (const [place, { label }] of servers.entries()) {
    const rate = median(rates[place] ?? []);
    const ratios = (rates[place] ?? []).map((value, round) => value / (rates[0]?.[round] ?? NaN));
    console.log(
      `${kind.padEnd(8)} ${label.padEnd(16)} ${rate.toFixed(0).padStart(6)} a second ${(rate / base).toFixed(2).padStart(6)} (by round ${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
    );
  }
}

/** What the process holds after all of it, as Linux says it. */
function memoryOf({ pid }: ChildProcess): string {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kilobytes) / 1024).toFixed(0);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

const post = (url: string, body: object, headers: Readonly<Record<string, string>> = {}) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

interface At {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
}

function succeed(file: string, args: readonly string[], at: At): void {
  const { status, stdout, stderr } = spawnSync(file, args, { ...at, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${[file, ...args].join(' ')}\n${stdout}\n${stderr}`);
}

const ended = (child: ChildProcess): Promise<void> =>
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

try {
  await main();
} finally {
  rmSync(home, { recursive: true, force: true });
}
