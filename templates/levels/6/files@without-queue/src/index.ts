import { setTimeout as sleep } from 'node:timers/promises';
import { buildApp } from './app.ts';
import { loadEnv } from './config/env.ts';
import { createLogger } from './config/logger.ts';
import { buildContainer } from './container.ts';
import { startTidying } from './outbox/tidying.ts';
import { listen } from './server.ts';
import { stopOnSignals } from './shutdown.ts';

async function start(): Promise<void> {
  const env = loadEnv();
  const container = await buildContainer(env);
  const { log, readiness, services, dispose } = container;
  const server = await listen(buildApp(container), { port: env.PORT, host: env.HOST });
  const relay = services.outbox.startRelay();
  const tidying = startTidying({ log, tidyUp: services.outbox.tidyUp });

  stopOnSignals({
    log,
    limit: env.SHUTDOWN_LIMIT_MS,
    steps: [
      { name: 'readiness', stop: readiness.drain },
      { name: 'delay', stop: () => sleep(env.SHUTDOWN_DELAY_MS) },
      { name: 'server', stop: server.close },
      { name: 'relay', stop: relay.close },
      { name: 'tidying', stop: tidying.close },
      { name: 'container', stop: dispose },
    ],
  });
  log.info({ port: server.port }, 'listening');
}

start().catch((error: unknown) => {
  createLogger().fatal({ err: error }, 'could not start');
  process.exit(1);
});
