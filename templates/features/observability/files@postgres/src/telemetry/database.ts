import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import type { Watched } from './watched.ts';

/** The text of a query, never its values. What no request and no job asked for is left out. */
export const database = (): Watched => ({
  name: 'pg',
  by: new PgInstrumentation({ requireParentSpan: true, enhancedDatabaseReporting: false }),
});
