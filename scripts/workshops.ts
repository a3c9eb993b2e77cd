/**
 * Proves every workshop with real servers: `npm run workshops`, or `npm run workshops -- "level 2"` for those whose label
 * has the words in it.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readCatalog } from '../src/catalog/read.ts';
import { workshops } from './workshops/combinations.ts';
import { prove } from './workshops/prove.ts';

const words = process.argv.slice(2);
const catalog = await readCatalog(path.join(import.meta.dirname, '../templates'));
const wanted = workshops(catalog).filter(({ label }) =>
  words.every((word) => label.includes(word)),
);
if (wanted.length === 0) throw new Error(`no workshop is called ${words.join(' ')}`);

const say = (line: string): void => void process.stdout.write(`${line}\n`);
for (const workshop of wanted) {
  say(`${workshop.label}: ${workshop.steps.length} steps`);
  const dir = mkdtempSync(path.join(tmpdir(), 'backendbytes-workshop-'));
  const problems = await prove(workshop, { catalog, dir, say: (line) => say(`  ${line}`) });
  rmSync(dir, { recursive: true, force: true });
  problems.forEach((problem) => say(`  ✖ ${problem}`));
  if (problems.length > 0) process.exitCode = 1;
}
