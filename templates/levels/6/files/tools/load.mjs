/** `npm run load`: what the app bears that runs there. Starts nothing, and leaves other people's machines alone. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findPaths, isAnswering, measure } from './load/measure.mjs';
import { toReport } from './load/report.mjs';

const USAGE = 'load -- [--url URL] [--seconds 1 to 60] [--connections 1 to 500] [PATH ...]';
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

try {
  await run(readArguments());
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      url: { type: 'string', default: `http://localhost:${process.env.PORT || '3000'}` },
      seconds: { type: 'string', default: '5' },
      connections: { type: 'string', default: '10' },
      elsewhere: { type: 'boolean', default: false },
      out: { type: 'string', default: 'reports/load.md' },
    },
  });
  const [seconds, connections] = [Number(values.seconds), Number(values.connections)];
  if (!isBetween(seconds, 1, 60) || !isBetween(connections, 1, 500)) throw new Error(USAGE);
  const { hostname } = new URL(values.url);
  if (!values.elsewhere && !LOOPBACK.includes(hostname)) {
    throw new Error(`${hostname} is not this machine; if it is yours, say --elsewhere as well`);
  }
  return { ...values, seconds, connections, paths: positionals };
}

function isBetween(number, least, most) {
  return Number.isInteger(number) && number >= least && number <= most;
}

async function run({ url, paths, out, ...limits }) {
  if (!(await isAnswering(url))) {
    throw new Error(`nobody answers at ${url}; start the app first: npm run dev`);
  }
  const headers = process.env.LOAD_TOKEN
    ? { authorization: `Bearer ${process.env.LOAD_TOKEN}` }
    : {};
  const results = [];
  for (const one of await findPaths({ url, paths, headers })) {
    process.stdout.write(`${one}, for ${limits.seconds} s\n`);
    results.push(await measure({ url, path: one, headers, ...limits }));
  }
  const report = toReport({ url, results, at: new Date(), ...limits });
  mkdirSync(path.dirname(out), { recursive: true });
  writeFileSync(out, report);
  process.stdout.write(`\n${report}\nwritten to ${out}\n`);
}
