import { everyone, signedIn, type Policies } from './policy.ts';

export const githubPolicy: Policies = {
  'GET /auth/github': everyone,
  'GET /auth/github/callback': everyone,
  'POST /auth/github/link': signedIn,
};
