/** The app as it is, for checks. It ends when whoever started it goes. */
import { spawn } from 'node:child_process';

const env = { ...process.env, LOG_LEVEL: 'info', RATE_LIMIT_PER_MINUTE: '100000' };
const args = ['--env-file-if-exists=.env', '--import', 'tsx', 'src/index.ts'];
const app = spawn(process.execPath, args, { env, stdio: ['ignore', 'inherit', 'inherit'] });
process.send?.({ stage: 'app', pid: app.pid });
const stop = () => void app.kill('SIGTERM');
process.on('SIGTERM', stop).on('SIGINT', () => undefined);
process.on('disconnect', stop);
app.on('exit', (code) => process.exit(code ?? 1));
