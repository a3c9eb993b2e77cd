import type { Request } from 'express';
import type { Deps } from '../app.ts';

/** What all fields of one request have in common. Loaders belong in here: what they keep is for nobody else. */
export interface GraphContext extends Record<PropertyKey, unknown> {
  readonly request: Request;
}

export const contextOf = (request: Request, _deps: Deps): GraphContext => ({ request });
