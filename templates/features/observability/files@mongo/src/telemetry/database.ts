import { MongooseInstrumentation } from '@opentelemetry/instrumentation-mongoose';
import type { Watched } from './watched.ts';

/** Collection and operation, never what is asked for. What no request and no job asked for is left out. */
export const database = (): Watched => ({
  name: 'mongoose',
  by: new MongooseInstrumentation({ requireParentSpan: true }),
});
