import { Router } from 'express';
import type { Deps } from '../app.ts';

/** Stands before limits and guards: a busy server is still alive. */
export function health({ readiness }: Pick<Deps, 'readiness'>): Router {
  const router = Router();
  router.get(['/livez', '/health'], (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', async (_request, response) => {
    const { isReady, checks } = await readiness.report();
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ok' : 'unavailable', checks });
  });
  return router;
}
