/**
 * Ratios of whole processes to `node -e 0`; docs/bench.md explains how to read them. Never a test: a shared machine's seconds
 * prove nothing.
 *
 *   npm run bench                 ours beside other generators, which it installs into a temporary folder
 *   npm run bench -- --ours       ours alone
 *   npm run bench -- --rounds 21
 *   npm run bench -- --in DIR     what is written goes below DIR: one in memory leaves the disk out
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measure, type Command } from './measure.ts';
import { ours } from './ours.ts';
import { peers } from './peers.ts';

const { values } = parseArgs({
  options: {
    ours: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '7' },
    in: { type: 'string', default: tmpdir() },
  },
});

const floor: Command = { label: 'node -e 0', args: ['-e', '0'] };
const home = mkdtempSync(path.join(values.in, 'backendbytes-bench-'));
try {
  const commands = [floor, ...ours(home), ...(values.ours ? [] : peers(home))];
  const results = measure(commands, Number(values.rounds), home);
  const [least] = results;
  console.log(`Node ${process.version}, ${values.rounds} rounds, medians\n`);
  console.log('| command | time | of node -e 0 | peak memory |\n| --- | --: | --: | --: |');
  for (const { label, time, memory } of results) {
    const ratio = (time / (least?.time ?? NaN)).toFixed(2);
    console.log(`| ${label} | ${time.toFixed(0)} ms | ${ratio} | ${memory.toFixed(0)} MB |`);
  }
} finally {
  rmSync(home, { recursive: true, force: true });
}
