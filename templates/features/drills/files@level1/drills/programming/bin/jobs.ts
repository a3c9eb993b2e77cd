/** `jobs.ts FILE`: one price a line; the good ones are added up, the bad ones are told, and nothing stops the rest. */
import { readFile } from 'node:fs/promises';
import { explain } from '../errors.ts';
import { runJobs } from '../jobs.ts';
import { formatMoney, parseMoney } from '../money.ts';

const [file = ''] = process.argv.slice(2);

try {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  const outcomes = await runJobs(lines, (line) => Promise.resolve().then(() => parseMoney(line)));
  outcomes.forEach((outcome) => {
    if (outcome.kind === 'failed') console.error(`failed: ${outcome.reason}`);
  });
  const done = outcomes.flatMap((outcome) => (outcome.kind === 'done' ? [outcome.result] : []));
  console.log(
    `${done.length} of ${outcomes.length} prices: ${formatMoney(done.reduce((a, b) => a + b, 0))}`,
  );
} catch (error) {
  // The whole list is missing: that is worth an exit code.
  console.error(`The list cannot be read: ${explain(error)}`);
  process.exitCode = 1;
}
