import { defineStarter } from '../../../src/define.ts';

export default defineStarter({
  title: 'Shop',
  hint: 'P04: categories, products, carts and orders; nothing is sold twice, and the price is never the caller’s',
  needs: {
    level: 6,
    reason: 'an order is told of by the outbox, and products come from the cache; both begin there',
  },
  starts: { level: 6, database: 'postgres', features: ['redis'] },
  modules: [
    { name: 'categories', fields: ['name:string:unique'] },
    {
      name: 'products',
      fields: [
        'name:string',
        'price:decimal:min=0',
        'stock:integer:min=0',
        'category:ref:categories',
      ],
    },
  ],
  sockets: {
    routes: [
      { symbol: 'cartRoutes', from: 'src/routes/cart.routes.ts' },
      { symbol: 'ordersRoutes', from: 'src/routes/orders.routes.ts' },
    ],
    policies: [
      { symbol: 'cartPolicy', from: 'src/policies/cart.policy.ts' },
      { symbol: 'ordersPolicy', from: 'src/policies/orders.policy.ts' },
    ],
    models: [
      { symbol: 'cartItems', from: 'src/models/cart-item.model.ts', when: 'postgres' },
      { symbol: 'orders', from: 'src/models/order.model.ts', when: 'postgres' },
      { symbol: 'orderItems', from: 'src/models/order-item.model.ts', when: 'postgres' },
    ],
    repositories: [
      { name: 'carts', symbol: 'cartsRepository', from: 'src/repositories/carts.repository.ts' },
      { name: 'orders', symbol: 'ordersRepository', from: 'src/repositories/orders.repository.ts' },
      { name: 'stock', symbol: 'stockRepository', from: 'src/repositories/stock.repository.ts' },
    ],
    domainServices: [
      { name: 'carts', symbol: 'cartsService', from: 'src/services/carts.service.ts' },
      { name: 'orders', symbol: 'ordersService', from: 'src/services/orders.service.ts' },
      {
        name: 'orderFollowUps',
        symbol: 'orderFollowUpsService',
        from: 'src/services/order-follow-ups.service.ts',
      },
    ],
  },
  api: [
    { method: 'GET', path: '/cart', about: 'your cart, at the prices of this moment' },
    { method: 'PUT', path: '/cart/items/:id', about: 'so many of this product' },
    { method: 'DELETE', path: '/cart/items/:id', about: 'none of it any more' },
    { method: 'GET', path: '/orders', about: 'yours, page by page; an admin sees all' },
    { method: 'POST', path: '/orders', about: 'your cart becomes an order: all of it, once' },
    { method: 'GET', path: '/orders/:id', about: 'read' },
    {
      method: 'POST',
      path: '/orders/:id/cancellation',
      about: 'call it off: what it took comes back, once',
    },
  ],
  stretch: [
    {
      goal: 'coupons: whose rules the order applies is yours to write',
      command:
        'generate module coupons code:string:unique percent:integer:min=1:max=100 endsAt:datetime?',
    },
    {
      goal: 'reviews of those who bought',
      command:
        'generate module reviews product:ref:products stars:integer:min=1:max=5 text:text --owner',
    },
    {
      goal: 'webhooks on low stock: a worker that calls and tries again',
      command: 'add queue',
      when: 'without-queue',
    },
    {
      goal: 'pictures of products',
      command: 'add uploads',
      when: 'without-uploads',
    },
    {
      goal: 'the same in a container',
      command: 'add docker',
      when: 'without-docker',
    },
  ],
});
