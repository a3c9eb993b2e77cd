import type { Deps } from '../app.ts';
import { cartController } from '../controllers/cart.controller.ts';
import { cartItemInput, cartOutput } from '../schemas/cart.schema.ts';
import { recordParams } from '../schemas/fields.ts';
import { route, type Route } from './route.ts';

export function cartRoutes(deps: Deps): readonly Route[] {
  const controller = cartController(deps);
  const item = '/cart/items/:id';
  return [
    route({
      method: 'get',
      path: '/cart',
      summary: 'Read your cart',
      answer: cartOutput,
      handle: controller.read,
    }),
    route({
      method: 'put',
      path: item,
      summary: 'Say how many of a product are in your cart',
      params: recordParams,
      body: cartItemInput,
      answer: cartOutput,
      problems: ['not_found', 'conflict'],
      handle: controller.put,
    }),
    route({
      method: 'delete',
      path: item,
      summary: 'Take a product out of your cart',
      params: recordParams,
      status: 204,
      problems: ['not_found'],
      handle: controller.remove,
    }),
  ];
}
