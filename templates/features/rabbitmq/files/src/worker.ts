import express from 'express';
import { subscribeAll } from './brokers/subscribe.ts';
import { loadEnv } from './config/env.ts';
import { createLogger } from './config/logger.ts';
import { buildContainer } from './container.ts';
import { buildHandlers } from './jobs/index.ts';
import { startWorker } from './jobs/worker.ts';
import { health } from './routes/health.routes.ts';
import { listen } from './server.ts';
import { stopOnSignals } from './shutdown.ts';

/** Does what nobody waits for. Over HTTP it says how it is, and nothing else. */
async function start(): Promise<void> {
  const env = loadEnv();
  const container = await buildContainer(env);
  const { log, readiness, services, dispose } = container;
  const worker = startWorker({ env, log, handlers: buildHandlers(container) });
  const subscriptions = subscribeAll(container);
  const relay = services.outbox.startRelay();
  const probes = express().disable('x-powered-by').use(health(container));
  const server = await listen(probes, { port: env.PORT, host: env.HOST });

  stopOnSignals({
    log,
    limit: env.SHUTDOWN_LIMIT_MS,
    steps: [
      { name: 'readiness', stop: readiness.drain },
      { name: 'relay', stop: relay.close },
      { name: 'subscriptions', stop: subscriptions.close },
      { name: 'worker', stop: worker.close },
      { name: 'server', stop: server.close },
      { name: 'container', stop: dispose },
    ],
  });
  log.info({ port: server.port }, 'listening');
}

start().catch((error: unknown) => {
  createLogger().fatal({ err: error }, 'could not start');
  process.exit(1);
});
