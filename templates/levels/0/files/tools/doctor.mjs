import { existsSync, readFileSync } from 'node:fs';

const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));

const checks = [
  {
    name: 'Node',
    found: process.versions.node,
    isFine: isAtLeast(process.versions.node, engines.node),
    mend: `install Node ${engines.node}, for example the one that .nvmrc names`,
  },
  {
    name: 'packages',
    found: existsSync('node_modules') ? 'installed' : 'missing',
    isFine: existsSync('node_modules'),
    mend: 'npm install',
  },
];

for (const { name, found, isFine, mend } of checks) {
  console.log(`${isFine ? 'ok  ' : 'FAIL'} ${name}: ${found}${isFine ? '' : ` (${mend})`}`);
}
process.exitCode = checks.every(({ isFine }) => isFine) ? 0 : 1;

function isAtLeast(version, range) {
  const [have, need] = [version, range.replace('>=', '')].map((text) =>
    text.split('.').map(Number),
  );
  return have[0] > need[0] || (have[0] === need[0] && have[1] >= (need[1] ?? 0));
}
