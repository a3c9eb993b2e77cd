import type { Deps } from '../app.ts';
import { orderStatuses } from '../constants/order-status.ts';
import { orderInput, ordersQuery, type OrderOutput } from '../schemas/orders.schema.ts';
import { requireIdentity } from '../utils/identity.ts';
import { connectionOf, orNull } from './answer.ts';
import { bodyOf, idOf, onceOf, pageOf } from './input.ts';
import type { Asked, GraphPart } from './part.ts';
import { connectionTypes, listArguments } from './types.ts';

const filters = { userId: 'ID', status: 'OrderStatus' };

const types = `
  enum OrderStatus {
    ${orderStatuses.join('\n    ')}
  }

  type Order {
    id: ID!
    userId: ID!
    status: OrderStatus!
    total: Decimal!
    createdAt: DateTime!
    items: [OrderedItem!]!
  }

  type OrderedItem {
    productId: ID!
    "As it is now; the price of the item is that of the order"
    product: Product
    quantity: Int!
    price: Decimal!
  }

  input OrderInput {
    items: [OrderedItemInput!]!
  }

  input OrderedItemInput {
    productId: ID!
    quantity: Int!
  }
  ${connectionTypes('Order', filters)}
  extend type Query {
    order(id: ID!): Order
    orders(${listArguments('Order', filters)}): OrderConnection!
  }

  extend type Mutation {
    "The same key again has no second effect, whether it comes here or over REST"
    placeOrder(input: OrderInput!, idempotencyKey: String): Order!
  }
`;

type Item = OrderOutput['items'][number];

export function ordersGraph(deps: Deps): GraphPart {
  const { orders } = deps.services;
  return {
    types,
    fields: {
      Query: {
        order: {
          route: 'GET /orders/:id',
          resolve: async ({ args, context: { request } }) =>
            orNull(orders.read(await idOf(args), requireIdentity(request))),
        },
        orders: {
          route: 'GET /orders',
          resolve: async ({ args, context: { request } }) => {
            const page = await pageOf(ordersQuery, args);
            return connectionOf(await orders.list(page, requireIdentity(request)), page);
          },
        },
      },
      Mutation: {
        placeOrder: {
          route: 'POST /orders',
          resolve: async ({ args, context }) => {
            const body = await bodyOf(orderInput, args['input']);
            const { userId } = requireIdentity(context.request);
            const once = onceOf(deps, { args, context, route: 'POST /orders', body });
            return orders.place({ ...body, userId }, once);
          },
        },
      },
      OrderedItem: {
        product: {
          route: 'GET /products/:id',
          resolve: ({ source, context }: Asked<Item>) =>
            context.loaders.product.load(source.productId),
        },
      },
    },
  };
}
