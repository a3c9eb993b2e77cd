import { z } from 'zod';
import type { Deps } from '../app.ts';
import { graphHandler } from '../graphql/handler.ts';
import type { Route } from './route.ts';

/** For the document of the API only: what is in a request, the handler itself looks at. */
const request = z.object({
  query: z.string().meta({ examples: ['{ __typename }'] }),
  variables: z.record(z.string(), z.unknown()).optional(),
  operationName: z.string().optional(),
});

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullable().optional(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

export function graphqlRoutes(deps: Deps): readonly Route[] {
  const handler = graphHandler(deps);
  return [
    {
      method: 'get',
      path: '/graphql',
      summary: 'Ask in GraphQL, in the address',
      query: request,
      answer,
      handler,
    },
    {
      method: 'post',
      path: '/graphql',
      summary: 'Ask or change in GraphQL',
      body: request,
      answer,
      problems: ['unsupported_media_type', 'unavailable'],
      handler,
    },
  ];
}
