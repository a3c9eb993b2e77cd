import { everyone, type Policies } from './policy.ts';

/** Each field asks the policy of the route that does the same. */
export const graphqlPolicy: Policies = {
  'GET /graphql': everyone,
  'POST /graphql': everyone,
};
