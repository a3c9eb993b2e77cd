import type { Deps } from '../app.ts';
import { shortLinksController } from '../controllers/short-links.controller.ts';
import { codeParams } from '../schemas/short-links.schema.ts';
import { route, type Route } from './route.ts';

export const shortLinksRoutes = (deps: Deps): readonly Route[] => [
  route({
    method: 'get',
    path: '/go/:code',
    summary: 'Follow a short link',
    params: codeParams,
    // A browser would keep a 301, and the next click would not be counted.
    status: 302,
    problems: ['not_found', 'gone'],
    handle: shortLinksController(deps).follow,
  }),
];
