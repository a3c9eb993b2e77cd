import { AsyncLocalStorage } from 'node:async_hooks';

/** What every log line written during a request carries. */
export interface RequestContext {
  readonly requestId: string;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();

/** Of the moment: within a request, or not. */
export const logFields = (): object => ({ ...requestContext.getStore() });
