import { execSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { services } from './local/index.mjs';

const { engines } = JSON.parse(readFileSync('package.json', 'utf8'));
const npm = (command) => execSync(`npm ${command}`, { encoding: 'utf8', stdio: 'pipe' }).trim();

const checks = [
  {
    name: 'Node',
    found: process.versions.node,
    isFine: isAtLeast(process.versions.node, engines.node),
    mend: `install Node ${engines.node}, for example the one that .nvmrc names`,
  },
  { name: 'npm', found: npm('--version'), isFine: true },
  checkScripts(),
  {
    name: 'packages',
    found: existsSync('node_modules') ? 'installed' : 'missing',
    isFine: existsSync('node_modules'),
    mend: 'npm install',
  },
  {
    name: '.env',
    found: existsSync('.env') ? 'there' : 'missing',
    isFine: existsSync('.env'),
    mend: 'npm run setup',
  },
  ...(await Promise.all(services.map(checkService))),
  await checkPort(),
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

/** No package of this project needs a script, so none is allowed to run one. */
function checkScripts() {
  const areBlocked = npm('config get ignore-scripts') === 'true';
  return {
    name: 'scripts of packages',
    found: areBlocked ? 'blocked' : 'run at install',
    isFine: areBlocked,
    mend: 'put ignore-scripts=true into .npmrc',
  };
}

/** Which one `dev` and `test` would use, and why none that comes before it. */
async function checkService({ name, find, advice }) {
  const { found, skipped } = await find(process.env);
  const why = skipped.length > 0 ? ` because ${skipped.join(', ')}` : '';
  if (found) return { name, found: found.about.replace(`${name}: `, '') + why, isFine: true };
  return { name, found: `none${why}`, isFine: false, mend: advice };
}

/** A port in use is worth knowing, and no fault: it may be this very app. */
function checkPort() {
  const port = Number(process.env.PORT ?? 3000);
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve({ name: 'port', found: `${port} is in use`, isFine: true }));
    server.listen(port, () => {
      server.close(() => resolve({ name: 'port', found: `${port} is free`, isFine: true }));
    });
  });
}
