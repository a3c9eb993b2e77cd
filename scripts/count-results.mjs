/** Adds up the reports of several suites: one line a suite, then `N passed, N failed, N skipped`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

const reports = process.argv
  .slice(2)
  .map((file) => ({ file, ...JSON.parse(readFileSync(file, 'utf8')) }));
const sum = (key) => reports.reduce((total, report) => total + report[key], 0);

for (const {
  file,
  numPassedTests,
  numFailedTests,
  numPendingTests,
  numTodoTests,
  testResults,
} of reports) {
  console.log(
    `${path.basename(file)}: ${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests + numTodoTests} skipped`,
  );
  const skipped = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => status === 'pending' || status === 'skipped');
  for (const { fullName } of skipped) console.log(`  skipped: ${fullName}`);
  // A file that fails to load has no tests to count, and must not look green.
  for (const { name } of testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )) {
    console.log(`  did not load: ${path.basename(name)}`);
  }
}
const unloaded = reports
  .flatMap(({ testResults }) => testResults)
  .filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
const failed = sum('numFailedTests') + unloaded;
console.log(
  `${sum('numPassedTests')} passed, ${failed} failed, ${sum('numPendingTests') + sum('numTodoTests')} skipped`,
);
process.exitCode = failed > 0 || reports.length === 0 ? 1 : 0;
