import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Delivery, Verdict } from './broker.ts';

/** A message goes on in the trace of who sent it, whichever service that was. */
export const workInTrace = (
  { id, type, headers, attempt }: Delivery,
  work: () => Promise<Verdict>,
): Promise<Verdict> =>
  trace.getTracer('brokers').startActiveSpan(
    `process ${type}`,
    {
      kind: SpanKind.CONSUMER,
      attributes: {
        'messaging.system': 'rabbitmq',
        'messaging.operation.type': 'process',
        'messaging.message.id': id,
        'messaging.delivery.attempt': attempt,
      },
    },
    propagation.extract(context.active(), headers),
    async (span) => {
      const verdict = await work();
      if (verdict.kind !== 'done') {
        span.setStatus({ code: SpanStatusCode.ERROR, message: verdict.reason });
      }
      span.end();
      return verdict;
    },
  );
