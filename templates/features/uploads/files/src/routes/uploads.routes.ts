import { z } from 'zod';
import type { Deps } from '../app.ts';
import { uploadsController } from '../controllers/uploads.controller.ts';
import { recordParams } from '../schemas/fields.ts';
import { uploadOutput, uploadsQuery } from '../schemas/uploads.schema.ts';
import { route, type Route } from './route.ts';

const bytes = { type: 'string', format: 'binary' };
const form = { type: 'object', required: ['file'], properties: { file: bytes } };

export function uploadsRoutes(deps: Deps): readonly Route[] {
  const controller = uploadsController(deps);
  const [all, one] = ['/uploads', '/uploads/:id'];
  return [
    route({
      method: 'get',
      path: all,
      summary: 'List your files',
      query: uploadsQuery,
      answer: z.array(uploadOutput),
      handle: controller.list,
    }),
    route({
      method: 'post',
      path: all,
      summary: 'Send a file, in the field `file` of a form',
      media: { body: { 'multipart/form-data': { schema: form } } },
      status: 201,
      answer: uploadOutput,
      problems: [
        'unsupported_media_type',
        'too_large',
        'quota_exceeded',
        'rate_limited',
        'unavailable',
      ],
      handle: controller.send,
    }),
    route({
      method: 'get',
      path: one,
      summary: 'What is known of a file of yours',
      params: recordParams,
      answer: uploadOutput,
      problems: ['not_found'],
      handle: controller.read,
    }),
    route({
      method: 'get',
      path: `${one}/content`,
      summary: 'Download a file of yours',
      params: recordParams,
      media: { answer: { 'application/octet-stream': { schema: bytes } } },
      problems: ['not_found', 'unavailable'],
      handle: controller.content,
    }),
    route({
      method: 'delete',
      path: one,
      summary: 'Delete a file of yours',
      params: recordParams,
      status: 204,
      problems: ['not_found', 'unavailable'],
      handle: controller.remove,
    }),
  ];
}
