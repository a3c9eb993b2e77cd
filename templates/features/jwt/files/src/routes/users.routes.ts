import { z } from 'zod';
import type { Deps } from '../app.ts';
import { usersController } from '../controllers/users.controller.ts';
import { recordParams } from '../schemas/fields.ts';
import { roleChange, userOutput, usersQuery } from '../schemas/users.schema.ts';
import { route, type Route } from './route.ts';

export function usersRoutes(deps: Deps): readonly Route[] {
  const controller = usersController(deps);
  return [
    route({
      method: 'get',
      path: '/users/me',
      summary: 'Read who you are',
      answer: userOutput,
      problems: ['not_found'],
      handle: controller.me,
    }),
    route({
      method: 'get',
      path: '/users',
      summary: 'List users',
      query: usersQuery,
      answer: z.array(userOutput),
      handle: controller.list,
    }),
    route({
      method: 'get',
      path: '/users/:id',
      summary: 'Read a user',
      params: recordParams,
      answer: userOutput,
      problems: ['not_found'],
      handle: controller.read,
    }),
    route({
      method: 'patch',
      path: '/users/:id',
      summary: 'Give a user another role',
      params: recordParams,
      body: roleChange,
      answer: userOutput,
      problems: ['not_found', 'conflict'],
      handle: controller.setRole,
    }),
  ];
}
