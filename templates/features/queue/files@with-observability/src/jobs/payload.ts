import { context, propagation } from '@opentelemetry/api';
import type { JobKind } from './kind.ts';

/** As it is sent in the headers of a request: `traceparent`, and what belongs to it. */
export type Carrier = Readonly<Record<string, string>>;

/** What lies in the queue: data, the version of its form, and the trace that it is a part of. */
export interface Payload {
  readonly version: number;
  readonly data: unknown;
  readonly trace?: Carrier;
}

export function toPayload<Data>({ version }: JobKind<Data>, data: Data): Payload {
  const trace: Record<string, string> = {};
  propagation.inject(context.active(), trace);
  return Object.keys(trace).length > 0 ? { version, data, trace } : { version, data };
}
