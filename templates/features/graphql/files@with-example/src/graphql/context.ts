import type { Request } from 'express';
import type { Deps } from '../app.ts';
import { createLoaders, type Loaders } from './loaders.ts';

/** What all fields of one request have in common, and no other request sees. */
export interface GraphContext extends Record<PropertyKey, unknown> {
  readonly request: Request;
  readonly loaders: Loaders;
}

export const contextOf = (request: Request, deps: Pick<Deps, 'services'>): GraphContext => ({
  request,
  loaders: createLoaders(deps),
});
