import { defineExample } from '../../src/define.ts';

export default defineExample({
  title: 'Example',
  hint: 'todos that any client of Todo-Backend can use; from level 3 a shop with products and orders',
  needs: { level: 2 },
  replaces: ['src/routes/todos.routes.ts', 'src/policies/todos.policy.ts'],
  modules: [
    { name: 'todos', fields: ['title:string', 'completed:boolean=false', 'order:integer?'] },
    {
      name: 'products',
      fields: ['name:string', 'price:decimal:min=0', 'stock:integer:min=0'],
      when: 'level3',
    },
  ],
  env: [
    {
      name: 'PUBLIC_URL',
      about:
        'where callers reach the API, for links in answers; when empty, the host they asked for',
      schema: 'z.url({ protocol: /^https?$/ }).optional()',
      example: '',
      compose: 'http://localhost:${PORT:-3000}',
      deploy: { kind: 'setting', value: 'https://change-me.example' },
    },
  ],
  sockets: {
    routes: [{ symbol: 'ordersRoutes', from: 'src/routes/orders.routes.ts', when: 'level3' }],
    policies: [{ symbol: 'ordersPolicy', from: 'src/policies/orders.policy.ts', when: 'level4' }],
    models: [
      { symbol: 'users', from: 'src/models/user.model.ts', when: 'level3+postgres' },
      { symbol: 'orders', from: 'src/models/order.model.ts', when: 'level3+postgres' },
      { symbol: 'orderItems', from: 'src/models/order-item.model.ts', when: 'level3+postgres' },
    ],
    repositories: [
      {
        name: 'allTodos',
        symbol: 'allTodosRepository',
        from: 'src/repositories/all-todos.repository.ts',
      },
      {
        name: 'orders',
        symbol: 'ordersRepository',
        from: 'src/repositories/orders.repository.ts',
      },
      { name: 'stock', symbol: 'stockRepository', from: 'src/repositories/stock.repository.ts' },
    ],
    domainServices: [
      { name: 'allTodos', symbol: 'allTodosService', from: 'src/services/all-todos.service.ts' },
      { name: 'orders', symbol: 'ordersService', from: 'src/services/orders.service.ts' },
      {
        name: 'notifications',
        symbol: 'notificationsService',
        from: 'src/services/notifications.service.ts',
      },
      {
        name: 'orderFollowUps',
        symbol: 'orderFollowUpsService',
        from: 'src/services/order-follow-ups.service.ts',
        when: 'level6',
      },
    ],
    jobs: [
      {
        symbol: 'orderConfirmationJob',
        from: 'src/jobs/order-confirmation.job.ts',
        when: 'level6+with-queue',
      },
    ],
    seeds: [{ symbol: 'shopSeed', from: 'src/db/seeds/shop.seed.ts', when: 'level3' }],
  },
  api: [
    { method: 'DELETE', path: '/todos', about: 'delete all' },
    {
      method: 'GET',
      path: '/orders',
      about: 'list, page by page: filter by user and status',
      when: 'level3',
    },
    {
      method: 'POST',
      path: '/orders',
      about: 'place an order: takes stock, keeps the price, all or nothing',
      when: 'level3',
    },
    { method: 'GET', path: '/orders/:id', about: 'read', when: 'level3' },
  ],
});
