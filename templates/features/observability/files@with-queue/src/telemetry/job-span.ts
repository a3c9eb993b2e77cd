import { context, propagation, SpanKind, trace } from '@opentelemetry/api';
import type { Payload } from '../jobs/payload.ts';
import { inSpan } from './in-span.ts';

interface Attempt {
  readonly name: string;
  readonly id: string;
  readonly attempt: number;
}

/** A job goes on in the trace of the request that put it in, however much later, in whatever process. */
export function asPartOf(
  payload: unknown,
  { name, id, attempt }: Attempt,
  work: () => Promise<void>,
): Promise<void> {
  const { trace: carried = {} } = (payload ?? {}) as Partial<Payload>;
  const attributes = {
    'messaging.system': 'bullmq',
    'messaging.operation.type': 'process',
    'messaging.message.id': id,
    'messaging.delivery.attempt': attempt,
  };
  return trace
    .getTracer('jobs')
    .startActiveSpan(
      `process ${name}`,
      { kind: SpanKind.CONSUMER, attributes },
      propagation.extract(context.active(), carried),
      (span) => inSpan(span, work),
    );
}
