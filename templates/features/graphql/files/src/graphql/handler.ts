import type { Request, RequestHandler } from 'express';
import { execute } from './engine.ts';
import { createHandler } from 'graphql-http';
import type { Deps } from '../app.ts';
import { graphLimits } from '../constants/graph-limits.ts';
import { inTime } from '../utils/in-time.ts';
import { contextOf, type GraphContext } from './context.ts';
import { buildParts } from './index.ts';
import { refusal } from './refusal.ts';
import { buildGraph } from './schema.ts';
import { tellOperation } from './tell-operation.ts';
import { parseLimited, validateLimited } from './validation.ts';

/** One address for everything: what a request wants is in its text. */
export function graphHandler(deps: Deps): RequestHandler {
  const { log, policies } = deps;
  const isOpen = deps.env.NODE_ENV !== 'production';
  const handle = createHandler<Request, undefined, GraphContext>({
    schema: buildGraph(buildParts(deps), policies),
    context: ({ raw }) => contextOf(raw, deps),
    parse: parseLimited,
    validate: (schema, document) => validateLimited(schema, document, { isOpen }),
    execute: (args) => inTime(execute(args), graphLimits.time),
    onOperation: (_request, args, result) => tellOperation(log, args, result),
    formatError: refusal({ log, isOpen }),
  });

  return async (request, response) => {
    const { method, originalUrl: url, headers } = request;
    const body: unknown = request.body ?? null;
    const [answer, { status, headers: own = {} }] = await handle({
      // Node leaves the body of an answer to HEAD out by itself.
      method: method === 'HEAD' ? 'GET' : method,
      url,
      headers,
      body: body as Record<string, unknown> | null,
      raw: request,
      context: undefined,
    });
    response.status(status).set(own).send(answer);
  };
}
