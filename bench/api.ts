/**
 * Requests per second of a generated API of level 5, against a bare Express 5 handler that does the same query on a pool of
 * the same size. Both run for the whole time and are asked in turn, in this order and that; the medians are compared. Never
 * a test: on a shared machine only the ratio means something, and that only roughly.
 *
 *   npm run bench:api
 */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  ended,
  environment,
  install,
  post,
  startBare,
  startOurs,
  succeed,
  type Server,
} from './servers.ts';

const ROUNDS = Number(process.env['ROUNDS'] ?? 7);
const SECONDS = Number(process.env['SECONDS'] ?? 5);
const CALLERS = 20;
/** As Linux counts the time of processes. */
const MS_PER_TICK = 10;
const PRODUCT = { name: 'A chair', price: '49.90', stock: 12 };

const home = mkdtempSync(path.join(tmpdir(), 'backendbytes-bench-api-'));
const dir = path.join(home, 'shop');
const tools = path.join(home, 'tools');

interface Result {
  readonly requests: { readonly average: number; readonly total: number };
  readonly non2xx: number;
  readonly errors: number;
}
type Autocannon = (options: Readonly<Record<string, unknown>>) => Promise<Result>;

interface Sample {
  /** requests a second */
  readonly rate: number;
  /** microseconds of processor time that one of them took */
  readonly cost: number;
}

async function main(): Promise<void> {
  install(home, dir);
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  succeed('npm', ['install', ...quiet, '--prefix', tools, 'autocannon@9.0.0'], { cwd: home });
  const { postgres } = (await import(path.join(dir, 'tools/local/postgres.mjs'))) as {
    postgres: {
      start(options: object): Promise<{ readonly url: string; stop(): Promise<void> }>;
    };
  };
  const database = await postgres.start({ env: {}, log: console.log });
  const servers: Server[] = [];
  try {
    succeed('node', ['dist/db/migrate.js'], { cwd: dir, env: environment(database.url) });
    servers.push(await startBare(dir, database.url), await startOurs(dir, database.url));
    await compare(servers);
  } finally {
    for (const { child } of servers) child.kill('SIGTERM');
    await Promise.all(servers.map(({ child }) => ended(child)));
    await database.stop();
  }
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
  const ask = async (
    { url, headers, child }: Server,
    options: { path: string },
    duration: number,
  ): Promise<Sample> => {
    const { path: at, ...rest } = options;
    const all = { 'content-type': 'application/json', ...headers };
    const given = { url: url + at, headers: all, connections: CALLERS, duration, ...rest };
    const before = processorTimeOf(child);
    const { requests, non2xx, errors } = await autocannon(given);
    const spent = processorTimeOf(child) - before;
    if (non2xx + errors > 0) console.log(`  ${non2xx} answers of another kind, ${errors} errors`);
    return { rate: requests.average, cost: (spent * 1000) / requests.total };
  };
  const measure = async (
    samples: Sample[] | undefined,
    server: Server | undefined,
    options: { path: string },
  ): Promise<void> => {
    if (server) samples?.push(await ask(server, options, SECONDS));
  };
  console.log(`Node ${process.version}, ${ROUNDS} rounds of ${SECONDS} s, ${CALLERS} callers\n`);
  for (const { label, of } of kinds) {
    const samples = servers.map(() => [] as Sample[]);
    for (const [place, server] of servers.entries()) await ask(server, of(place), 2);
    for (const place of turns(servers.length))
      await measure(samples[place], servers[place], of(place));
    report(label, servers, samples);
  }
  for (const { label, child } of servers) console.log(`${label}: ${memoryOf(child)} MiB`);
}

/** Whoever is asked first in one round is asked last in the next. */
function turns(count: number): readonly number[] {
  const order = Array.from({ length: count }, (_, place) => place);
  const rounds = Array.from({ length: ROUNDS }, (_, round) => round);
  return rounds.flatMap((round) => (round % 2 === 0 ? order : order.toReversed()));
}

function report(
  kind: string,
  servers: readonly Server[],
  samples: readonly (readonly Sample[])[],
): void {
  const [base = 0] = samples.map((own) => median(own.map(({ rate }) => rate)));
  for (const [place, { label }] of servers.entries()) {
    const own = samples[place] ?? [];
    const rate = median(own.map((sample) => sample.rate));
    const cost = median(own.map((sample) => sample.cost));
    console.log(
      `${kind.padEnd(8)} ${label.padEnd(15)} ${rate.toFixed(0).padStart(6)} a second ${(rate / base).toFixed(2).padStart(6)} ${cost.toFixed(0).padStart(6)} µs of processor each`,
    );
  }
}

/** Milliseconds that a process has kept a core busy: less at the mercy of who else is there than a rate. */
function processorTimeOf({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/** What the process holds after all of it, as Linux says it. */
function memoryOf({ pid }: ChildProcess): string {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return (Number(kilobytes) / 1024).toFixed(0);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

try {
  await main();
} finally {
  rmSync(home, { recursive: true, force: true });
}
