import { AsyncLocalStorage } from 'node:async_hooks';
import { traceFields } from '../telemetry/trace-fields.ts';

/** What every log line written during a request carries. */
export interface RequestContext {
  readonly requestId: string;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();

/** Of the moment: within a request, a job or neither. */
export const logFields = (): object => ({ ...requestContext.getStore(), ...traceFields() });
