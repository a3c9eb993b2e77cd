import type { Deps } from '../app.ts';
import { directUploadsController } from '../controllers/direct-uploads.controller.ts';
import { recordParams } from '../schemas/fields.ts';
import { announcement, destination, link, uploadOutput } from '../schemas/uploads.schema.ts';
import { route, type Route } from './route.ts';

export function directUploadsRoutes(deps: Deps): readonly Route[] {
  const controller = directUploadsController(deps);
  return [
    route({
      method: 'post',
      path: '/uploads/direct',
      summary: 'Ask where to send a file: an address of the bucket',
      body: announcement,
      status: 201,
      answer: destination,
      problems: ['too_large', 'quota_exceeded', 'unavailable'],
      handle: controller.announce,
    }),
    route({
      method: 'post',
      path: '/uploads/:id/finish',
      summary: 'Say that it was sent',
      params: recordParams,
      answer: uploadOutput,
      problems: ['not_found', 'conflict', 'unsupported_media_type', 'unavailable'],
      handle: controller.finish,
    }),
    route({
      method: 'get',
      path: '/uploads/:id/link',
      summary: 'Ask for an address at which the bucket gives out a file of yours',
      params: recordParams,
      answer: link,
      problems: ['not_found', 'unavailable'],
      handle: controller.link,
    }),
  ];
}
