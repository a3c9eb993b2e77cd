import { hostname } from 'node:os';
import path from 'node:path';
import { context, propagation, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes, type Resource } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  NodeTracerProvider,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-node';
import type { Logger } from 'pino';
import type { Env } from '../config/env.ts';
import { telemetryLimits } from '../constants/telemetry-limits.ts';
import { watchPackages } from './packages.ts';
import { saying } from './saying.ts';

interface TracingEnv extends Pick<Env, 'OTEL_SERVICE_NAME' | 'TRACE_RATIO'> {
  readonly collector: string;
}

export interface Tracing {
  /** Sends what is left, as far as the collector takes it in time. */
  readonly close: () => Promise<void>;
}

/** From here on, what requests and jobs do is written down in spans, and sent in the background. */
export function startTracing(env: TracingEnv, log: Logger): Tracing {
  const { send, batch } = telemetryLimits;
  const url = `${env.collector.replace(/\/$/, '')}/v1/traces`;
  const exporter = saying(new OTLPTraceExporter({ url, timeoutMillis: send }), log);
  const provider = new NodeTracerProvider({
    resource: resourceOf(env),
    // Who calls us has decided for the whole trace; where nobody has, chance does.
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(env.TRACE_RATIO) }),
    spanProcessors: [new BatchSpanProcessor(exporter, batch)],
  });
  provider.register();
  const unwatch = watchPackages();
  return {
    close: async () => {
      unwatch();
      // Whether the last batch was taken has been said, and is no reason to end with an error.
      await provider.shutdown().catch(() => undefined);
      for (const api of [trace, context, propagation]) api.disable();
    },
  };
}

/** What every span says of where it comes from. */
const resourceOf = ({ OTEL_SERVICE_NAME: name }: TracingEnv): Resource =>
  resourceFromAttributes({
    'service.name': name,
    'service.instance.id': `${hostname()}-${process.pid}`,
    'process.executable.name': path.basename(process.argv[1] ?? ''),
  });
