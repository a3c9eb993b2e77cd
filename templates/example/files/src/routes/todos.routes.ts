import type { Request } from 'express';
import { z } from 'zod';
import type { Deps } from '../app.ts';
import { allTodosController } from '../controllers/all-todos.controller.ts';
import { todosController } from '../controllers/todos.controller.ts';
import { recordParams } from '../schemas/fields.ts';
import {
  todoInput,
  todoOutput,
  todoPatch,
  todoReplacement,
  todosQuery,
  type TodoOutput,
} from '../schemas/todos.schema.ts';
import { publicUrl } from '../utils/public-url.ts';
import { route, type Route } from './route.ts';

/** Clients of Todo-Backend go from todo to todo by address. */
const linkedTodo = todoOutput.extend({ url: z.url() });
type LinkedTodo = z.input<typeof linkedTodo>;

export function todosRoutes(deps: Deps): readonly Route[] {
  const controller = todosController(deps);
  const all = allTodosController(deps);

  const linker = (request: Request): ((todo: TodoOutput) => LinkedTodo) => {
    const base = publicUrl(deps.env, request);
    return (todo) => ({ ...todo, url: `${base}/todos/${todo.id}` });
  };

  return [
    route({
      method: 'get',
      path: '/todos',
      summary: 'List todos',
      query: todosQuery,
      answer: z.array(linkedTodo),
      handle: async (call) => (await controller.list(call)).map(linker(call.request)),
    }),
    route({
      method: 'post',
      path: '/todos',
      summary: 'Create a todo',
      body: todoInput,
      status: 201,
      answer: linkedTodo,
      problems: ['conflict'],
      handle: async (call) => {
        const link = linker(call.request);
        return link(await controller.create(call));
      },
    }),
    route({
      method: 'delete',
      path: '/todos',
      summary: 'Delete all todos',
      status: 204,
      handle: all.remove,
    }),
    route({
      method: 'get',
      path: '/todos/:id',
      summary: 'Read a todo',
      params: recordParams,
      answer: linkedTodo,
      problems: ['not_found'],
      handle: async (call) => linker(call.request)(await controller.read(call)),
    }),
    route({
      method: 'put',
      path: '/todos/:id',
      summary: 'Replace a todo',
      params: recordParams,
      body: todoReplacement,
      answer: linkedTodo,
      problems: ['not_found', 'conflict', 'stale_version'],
      handle: async (call) => {
        const link = linker(call.request);
        return link(await controller.replace(call));
      },
    }),
    route({
      method: 'patch',
      path: '/todos/:id',
      summary: 'Change a todo',
      params: recordParams,
      body: todoPatch,
      answer: linkedTodo,
      problems: ['not_found', 'conflict', 'stale_version'],
      handle: async (call) => {
        const link = linker(call.request);
        return link(await controller.update(call));
      },
    }),
    route({
      method: 'delete',
      path: '/todos/:id',
      summary: 'Delete a todo',
      params: recordParams,
      status: 204,
      problems: ['not_found'],
      handle: controller.remove,
    }),
  ];
}
