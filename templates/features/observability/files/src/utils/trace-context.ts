import { context, propagation, trace } from '@opentelemetry/api';
import { inSpan } from '../telemetry/in-span.ts';

/** What leads back to a trace, as it is sent with requests: `traceparent`, and what belongs to it. */
export type TraceContext = Readonly<Record<string, string>>;

/** Null where nothing is traced. */
export function currentTrace(): TraceContext | null {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return Object.keys(carrier).length > 0 ? carrier : null;
}

/** Goes on in the trace that was written down, where one was: hours later, in another process. */
export function continueTrace<Result>(
  from: TraceContext | null | undefined,
  name: string,
  work: () => Promise<Result>,
): Promise<Result> {
  if (!from) return work();
  const origin = propagation.extract(context.active(), from);
  return trace.getTracer('outbox').startActiveSpan(name, {}, origin, (span) => inSpan(span, work));
}
