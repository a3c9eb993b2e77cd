import type { RequestHandler } from 'express';
import type { Deps } from '../../src/app.ts';
import { graphHandler } from '../../src/graphql/handler.ts';
import { startApi, type Api } from './api.ts';
import type { Answer, Given, Speech } from './http.ts';

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Answer['headers'];
  readonly data: any;
  readonly errors: readonly any[];
  /** what went wrong, in one word each */
  readonly codes: readonly string[];
}

interface Question {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly headers?: Given;
  readonly path?: string;
}

/** Asks, as somebody. */
export async function ask(
  who: Pick<Speech, 'post'>,
  { query, variables = {}, headers = {}, path = '/graphql' }: Question,
): Promise<GraphAnswer> {
  const answer = await who.post(path, { query, variables }, headers);
  const { data, errors = [] } = answer.body;
  const codes = errors.map((error: any) => error.extensions?.code);
  return { status: answer.status, headers: answer.headers, data, errors, codes };
}

/** An app that answers at `/other` as well, from what a test made of its parts. */
export async function startWithOther(change: (deps: Deps) => Partial<Deps>): Promise<Api> {
  let other: RequestHandler = () => undefined;
  const routes = [
    {
      method: 'post' as const,
      path: '/other',
      summary: 'GraphQL with other parts',
      handler: ((request, response, next) => other(request, response, next)) as RequestHandler,
    },
  ];
  const api = await startApi({ routes });
  other = graphHandler({ ...api.deps, ...change(api.deps) });
  return api;
}
