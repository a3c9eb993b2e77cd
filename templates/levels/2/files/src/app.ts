import express, { type Express } from 'express';
import type { Logger } from 'pino';
import type { Connections } from './config/connections.ts';
import type { Env } from './config/env.ts';
import { buildMiddleware } from './middleware/index.ts';
import { problem } from './middleware/problem.ts';
import type { Readiness } from './readiness.ts';
import { docs } from './routes/docs.routes.ts';
import { buildRoutes } from './routes/index.ts';
import { mount } from './routes/mount.ts';
import { describeApi } from './routes/openapi.ts';

/** Everything the app is built from; whoever builds it decides what that is. */
export interface Deps extends Connections {
  readonly env: Env;
  readonly log: Logger;
  readonly readiness: Readiness;
  /** in milliseconds */
  readonly eventLoopLag: () => number;
}

/** Builds the app, and never listens. */
export function buildApp(deps: Deps, routes = buildRoutes(deps)): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.set('trust proxy', deps.env.TRUST_PROXY_HOPS);
  app.use(buildMiddleware(deps));
  if (deps.env.NODE_ENV !== 'production') app.use(docs(describeApi(routes)));
  app.use(mount(routes));
  app.use(problem(deps));
  return app;
}
