import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Connector } from './config/open-connections.ts';
import { poolState } from './db/pool-state.ts';
import type { Outside } from './config/ports.ts';
import { listen, type Address, type RunningServer } from './server.ts';

/** One request that is over. */
export interface MeasuredRequest {
  readonly method: string;
  /** the pattern, never the path: each new label value is a time series that somebody keeps */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** How a pool of connections stands at the moment. */
export interface PoolState {
  readonly used: number;
  readonly idle: number;
  /** who waits for a connection */
  readonly waiting: number;
}

export interface Metrics {
  /** where others add what they count */
  readonly registry: Registry;
  readonly observe: (request: MeasuredRequest) => void;
  /** `read` is asked at every scrape. */
  readonly watchPool: (read: () => PoolState) => void;
  /** absent when nobody is to read them */
  readonly server?: RunningServer;
}

/** They look at handles that may be half gone, and then Node aborts. `nodejs_active_resources` says the same, safely. */
const UNSAFE = ['handles', 'handles_total', 'requests', 'requests_total'].map(
  (name) => `nodejs_active_${name}`,
);

/** Opened first and closed last, so that the very end can be watched, too. */
export const metrics: Connector<Metrics> = {
  open: async ({ METRICS_PORT: port, HOST: host }) => {
    const registry = new Registry();
    const instruments = instrumentsIn(registry);
    if (port === undefined) return instruments;
    collectDefaultMetrics({ register: registry });
    for (const name of UNSAFE) registry.removeSingleMetric(name);
    return { ...instruments, server: await serve(registry, { port, host }) };
  },
  check: () => Promise.resolve(),
  close: async ({ server }) => server?.close(),
};

/** As the app sees it: with an eye on the pool of the database. Services on repositories in memory have neither. */
export function createMetrics({ metrics, db }: Partial<Outside>): Metrics {
  if (!metrics || !db) return instrumentsIn(new Registry());
  metrics.watchPool(poolState(db));
  return metrics;
}

function instrumentsIn(registry: Registry): Omit<Metrics, 'server'> {
  // Rate, errors and duration are one histogram: it counts as it measures.
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the arrival of a request to the end of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [registry],
  });
  return {
    registry,
    observe: ({ seconds, ...labels }) => duration.observe(labels, seconds),
    watchPool: (read) => watchPool(registry, read),
  };
}

const watchPool = (registry: Registry, read: () => PoolState): Gauge =>
  new Gauge({
    name: 'database_pool_connections',
    help: 'Connections in use and idle, and requests that wait for one',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      for (const [state, count] of Object.entries(read())) this.set({ state }, Number(count));
    },
  });

/** A port of its own: what is measured is nobody's business outside. */
const serve = (registry: Registry, address: Address): Promise<RunningServer> =>
  listen(({ url }, response) => {
    if (url !== '/metrics') return void response.writeHead(404).end();
    response.setHeader('Content-Type', registry.contentType);
    registry.metrics().then(
      (text) => response.end(text),
      () => response.writeHead(500).end(),
    );
  }, address);
