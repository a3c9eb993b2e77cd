import type { SpanExporter } from '@opentelemetry/sdk-trace-node';
import type { Logger } from 'pino';

const SUCCESS = 0;

/** An exporter that says when the collector is away and when it is back, once each: traces are lost, requests are not. */
export function saying(exporter: SpanExporter, log: Logger): SpanExporter {
  let isAway = false;
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        const failed = Number(result.code) !== SUCCESS;
        if (failed && !isAway) log.warn({ err: result.error }, 'traces cannot be delivered');
        if (!failed && isAway) log.info('traces are delivered again');
        isAway = failed;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}
