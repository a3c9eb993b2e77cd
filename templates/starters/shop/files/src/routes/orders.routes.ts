import { z } from 'zod';
import type { Deps } from '../app.ts';
import { ordersController } from '../controllers/orders.controller.ts';
import { recordParams } from '../schemas/fields.ts';
import { orderInput, orderOutput, ordersQuery } from '../schemas/orders.schema.ts';
import { once, onceProblems } from './once.ts';
import { route, type Route } from './route.ts';

export function ordersRoutes(deps: Deps): readonly Route[] {
  const controller = ordersController(deps);
  const [all, one] = ['/orders', '/orders/:id'];
  return [
    route({
      method: 'get',
      path: all,
      summary: 'List orders',
      query: ordersQuery,
      answer: z.array(orderOutput),
      handle: controller.list,
    }),
    route({
      method: 'post',
      path: all,
      summary: 'Order what is in your cart',
      body: orderInput,
      status: 201,
      answer: orderOutput,
      problems: ['conflict', 'out_of_stock', ...onceProblems],
      handle: once(deps, controller.place),
    }),
    route({
      method: 'get',
      path: one,
      summary: 'Read an order',
      params: recordParams,
      answer: orderOutput,
      problems: ['not_found'],
      handle: controller.read,
    }),
    route({
      method: 'post',
      path: `${one}/cancellation`,
      summary: 'Cancel an order',
      params: recordParams,
      answer: orderOutput,
      problems: ['not_found'],
      handle: controller.cancel,
    }),
  ];
}
