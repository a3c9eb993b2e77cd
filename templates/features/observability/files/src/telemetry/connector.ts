import type { Connector } from '../config/open-connections.ts';
import type { Tracing } from './tracing.ts';

/**
 * Opened when all else is open and closed before it: by then requests and jobs are over, and what they left can be sent
 * while there is time. Without a collector nothing of it is even loaded.
 */
export const tracing: Connector<Tracing | undefined> = {
  open: async ({ OTEL_EXPORTER_OTLP_ENDPOINT: collector, ...env }, log) => {
    if (collector === undefined) return undefined;
    const { startTracing } = await import('./tracing.ts');
    return startTracing({ ...env, collector }, log);
  },
  check: () => Promise.resolve(),
  close: async (started) => started?.close(),
};
