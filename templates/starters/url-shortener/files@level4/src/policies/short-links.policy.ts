import { everyone, type Policies } from './policy.ts';

/** A short link is for whoever has it. */
export const shortLinksPolicy: Policies = {
  'GET /go/:code': everyone,
};
