import { setTimeout as sleep } from 'node:timers/promises';
import { buildApp } from './app.ts';
import { openConnections } from './config/connections.ts';
import { loadEnv } from './config/env.ts';
import { createLogger } from './config/logger.ts';
import { closePorts, openPorts } from './config/ports.ts';
import { policies } from './policies/index.ts';
import { createReadiness } from './readiness.ts';
import { listen } from './server.ts';
import { stopOnSignals } from './shutdown.ts';
import { watchEventLoop } from './utils/event-loop.ts';

async function start(): Promise<void> {
  const env = loadEnv();
  const log = createLogger(env);
  const { connections, checks, close } = await openConnections(env, log);
  const readiness = createReadiness(checks);
  const ports = openPorts({ ...connections, env, log });
  const eventLoopLag = watchEventLoop();
  const app = buildApp({ ...connections, ...ports, env, log, policies, readiness, eventLoopLag });
  const server = await listen(app, { port: env.PORT, host: env.HOST });

  stopOnSignals({
    log,
    limit: env.SHUTDOWN_LIMIT_MS,
    steps: [
      { name: 'readiness', stop: readiness.drain },
      { name: 'delay', stop: () => sleep(env.SHUTDOWN_DELAY_MS) },
      { name: 'server', stop: server.close },
      { name: 'ports', stop: () => closePorts(ports) },
      { name: 'connections', stop: close },
    ],
  });
  log.info({ port: server.port }, 'listening');
}

start().catch((error: unknown) => {
  createLogger().fatal({ err: error }, 'could not start');
  process.exit(1);
});
