import type { IncomingMessage } from 'node:http';
import { ExpressInstrumentation, ExpressLayerType } from '@opentelemetry/instrumentation-express';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { UndiciInstrumentation } from '@opentelemetry/instrumentation-undici';
import type { Watched } from './watched.ts';

/** They come every few seconds and say nothing of what users do. */
const NOT_TRACED = new Set(['/livez', '/readyz', '/health', '/metrics']);

/** Requests that come in, the routes they reach, and requests that go out. */
export const http = (): readonly Watched[] => [
  {
    name: 'node:http',
    by: new HttpInstrumentation({
      ignoreIncomingRequestHook: ({ url = '' }) => NOT_TRACED.has(pathOf(url)),
      startIncomingSpanHook: withoutQuery,
      // What packages ask of others, a mailbox or a queue, is theirs; of ours, `fetch` is traced.
      disableOutgoingRequestInstrumentation: true,
    }),
  },
  {
    name: 'express',
    // It names the span of a request after its route. A span for each handler and middleware would bury those that matter,
    // and hold the text of every error.
    by: new ExpressInstrumentation({ ignoreLayersType: Object.values(ExpressLayerType) }),
  },
  {
    // What `fetch` does is heard of through channels of node.
    name: 'node:diagnostics_channel',
    by: new UndiciInstrumentation({
      requireParentforSpans: true,
      startSpanHook: ({ origin, path }) => ({
        ...withoutQuery({ url: path }),
        'url.full': `${origin}${pathOf(path)}`,
      }),
    }),
  },
];

const pathOf = (url: string): string => url.split('?', 1)[0] ?? '';

/** A query may hold the token of a link. */
const withoutQuery = ({ url }: Pick<IncomingMessage, 'url'>) =>
  url?.includes('?') ? { 'url.query': '[redacted]' } : {};
