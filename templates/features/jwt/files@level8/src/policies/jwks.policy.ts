import { everyone, type Policies } from './policy.ts';

export const jwksPolicy: Policies = {
  'GET /.well-known/jwks.json': everyone,
};
