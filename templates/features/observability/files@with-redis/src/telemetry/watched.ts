import type { Instrumentation } from '@opentelemetry/instrumentation';
import { IORedisInstrumentation } from '@opentelemetry/instrumentation-ioredis';
import { database } from './database.ts';
import { http } from './http.ts';

export interface Watched {
  /** as it is required */
  readonly name: string;
  readonly by: Instrumentation;
}

/** Chosen one by one: each costs something at every call. */
export const watched = (): readonly Watched[] => [
  ...http(),
  database(),
  { name: 'ioredis', by: new IORedisInstrumentation({ requireParentSpan: true }) },
];
