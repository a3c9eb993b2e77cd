/** `ping.ts URL…` or `ping.ts --file LIST`, one URL a line. Ends with 1 when one of them is down. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { ping } from '../ping.ts';

const { values, positionals } = parseArgs({
  options: { file: { type: 'string' } },
  allowPositionals: true,
});
const listed = values.file === undefined ? [] : readFileSync(values.file, 'utf8').split('\n');
const urls = [...positionals, ...listed.map((line) => line.trim())].filter((url) => url !== '');

if (urls.length === 0) console.error('Usage: ping.ts URL… | --file LIST');
const pings = await Promise.all(urls.map((url) => ping(url)));
for (const { url, isUp, milliseconds, outcome } of pings)
  console.log(
    `${isUp ? 'up  ' : 'DOWN'} ${String(milliseconds).padStart(5)} ms  ${url}  ${outcome}`,
  );

process.exitCode = urls.length > 0 && pings.every(({ isUp }) => isUp) ? 0 : 1;
