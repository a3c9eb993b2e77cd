import { trace } from '@opentelemetry/api';

interface TraceFields {
  readonly traceId?: string;
  readonly spanId?: string;
}

/** What leads from a log line to its trace; nothing where nothing is traced. */
export function traceFields(): TraceFields {
  const context = trace.getActiveSpan()?.spanContext();
  return context ? { traceId: context.traceId, spanId: context.spanId } : {};
}
