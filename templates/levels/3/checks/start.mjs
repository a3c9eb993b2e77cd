/** The app as it is, for checks, with its services and data that is thrown away. It ends when whoever started it goes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readEnv, runFile, startServices } from '../../tools/services.mjs';
import { openOutside } from './outside.mjs';

const tell = (stage, fails) => process.send?.({ stage, fails });
const log = (line) => void process.stdout.write(`${line}\n`);

let app;
let isOver = false;
const stop = () => {
  isOver = true;
  app?.kill('SIGTERM');
};
process.on('SIGTERM', stop).on('SIGINT', () => undefined);
process.on('disconnect', stop);

tell('services', 'The database did not start.');
const services = await startServices({ env: readEnv(), log }).catch(fail);
tell('migrations', 'The migrations did not run through.');
await runFile('src/db/migrate.ts', services.env).catch(failAfterStop);
const outside = await openOutside(services.env);
if (!isOver) process.exitCode = await run(outside);
await outside.stop();
await services.stop();
process.exit();

async function run({ env: given, preloads }) {
  const env = { ...given, LOG_LEVEL: 'info', RATE_LIMIT_PER_MINUTE: '100000' };
  const args = ['tsx', ...preloads].flatMap((name) => ['--import', name]);
  app = spawn(process.execPath, [...args, 'src/index.ts'], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.send?.({ stage: 'app', pid: app.pid, env });
  const [code] = await once(app, 'exit');
  return code ?? 1;
}

function fail(error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

async function failAfterStop(error) {
  await services.stop();
  fail(error);
}
