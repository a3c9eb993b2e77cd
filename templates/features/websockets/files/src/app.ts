import express, { type Express } from 'express';
import type { Logger } from 'pino';
import type { Env } from './config/env.ts';
import type { Ports } from './config/ports.ts';
import { buildMiddleware } from './middleware/index.ts';
import { problem } from './middleware/problem.ts';
import type { Policies } from './policies/policy.ts';
import { protect } from './policies/protect.ts';
import type { Readiness } from './readiness.ts';
import { startRealtime, type StartRealtime } from './realtime/gateway.ts';
import { docs } from './routes/docs.routes.ts';
import { buildRoutes } from './routes/index.ts';
import { mount } from './routes/mount.ts';
import { describeSecurity } from './routes/openapi-security.ts';
import { describeApi } from './routes/openapi.ts';
import type { Services } from './services/index.ts';

/** Everything that HTTP is built from: of what is kept it knows the services, and nothing behind them. */
export interface Deps extends Ports {
  readonly services: Services;
  readonly env: Env;
  readonly log: Logger;
  readonly policies: Policies;
  readonly readiness: Readiness;
  /** in milliseconds */
  readonly eventLoopLag: () => number;
}

/** Answers requests, and knows how to speak over sockets on the server that it is given. */
export type App = Express & { readonly startRealtime: StartRealtime };

/** Builds the app, and never listens. */
export function buildApp(deps: Deps, routes = buildRoutes(deps)): App {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', deps.env.TRUST_PROXY_HOPS);
  app.use(buildMiddleware(deps));
  const guarded = protect(routes, deps.policies);
  if (deps.env.NODE_ENV !== 'production') {
    app.use(docs(describeSecurity(describeApi(guarded), deps.policies)));
  }
  app.use(mount(guarded));
  app.use(problem(deps));
  return Object.assign(app, { startRealtime: startRealtime(deps) });
}
