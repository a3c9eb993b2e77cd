import type { Request } from 'express';

/** What all fields of one request have in common. */
export interface GraphContext extends Record<PropertyKey, unknown> {
  readonly request: Request;
}

export const contextOf = (request: Request): GraphContext => ({ request });
