import { z } from 'zod';
import type { Deps } from '../app.ts';
import { linksController } from '../controllers/links.controller.ts';
import { newLinksController } from '../controllers/new-links.controller.ts';
import { recordParams } from '../schemas/fields.ts';
import { linkOutput, linksQuery } from '../schemas/links.schema.ts';
import {
  shortLinkInput,
  shortLinkPatch,
  shortLinkReplacement,
} from '../schemas/short-links.schema.ts';
import { route, type Route } from './route.ts';

export function linksRoutes(deps: Deps): readonly Route[] {
  const controller = linksController(deps);
  const { create, read, remove } = newLinksController(deps);
  const [all, one] = ['/links', '/links/:id'];
  return [
    route({
      method: 'get',
      path: all,
      summary: 'List links',
      query: linksQuery,
      answer: z.array(linkOutput),
      handle: controller.list,
    }),
    route({
      method: 'post',
      path: all,
      summary: 'Shorten an address',
      body: shortLinkInput,
      status: 201,
      answer: linkOutput,
      problems: ['conflict'],
      handle: create,
    }),
    route({
      method: 'get',
      path: one,
      summary: 'Read a link and its clicks',
      params: recordParams,
      answer: linkOutput,
      problems: ['not_found'],
      handle: read,
    }),
    route({
      method: 'put',
      path: one,
      summary: 'Replace where a link leads',
      params: recordParams,
      body: shortLinkReplacement,
      answer: linkOutput,
      problems: ['not_found', 'stale_version'],
      handle: controller.update,
    }),
    route({
      method: 'patch',
      path: one,
      summary: 'Change where a link leads',
      params: recordParams,
      body: shortLinkPatch,
      answer: linkOutput,
      problems: ['not_found', 'stale_version'],
      handle: controller.update,
    }),
    route({
      method: 'delete',
      path: one,
      summary: 'Delete a link',
      params: recordParams,
      status: 204,
      problems: ['not_found'],
      handle: remove,
    }),
  ];
}
