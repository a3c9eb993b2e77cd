import type { Deps } from '../app.ts';
import { linkClicksController } from '../controllers/link-clicks.controller.ts';
import { recordParams } from '../schemas/fields.ts';
import { linkClicks, linkClicksQuery } from '../schemas/link-clicks.schema.ts';
import { route, type Route } from './route.ts';

export const linkClicksRoutes = (deps: Deps): readonly Route[] => [
  route({
    method: 'get',
    path: '/links/:id/clicks',
    summary: 'Read the clicks of a link: by day, by source, by agent',
    params: recordParams,
    query: linkClicksQuery,
    answer: linkClicks,
    problems: ['not_found'],
    handle: linkClicksController(deps).read,
  }),
];
