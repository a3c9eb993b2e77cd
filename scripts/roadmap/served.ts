/**
 * What serves a row beside its lesson and its line of the checklist, which are found by their names. Paths are those of a
 * generated project; a test looks for each, and resolves the answers of every command.
 */
export interface Service {
  readonly files?: readonly string[];
  readonly run?: string;
}

const create = (words: string): string => `npm create backendbytes my-api -- ${words}`;

export const SERVED: Readonly<Record<string, Service>> = {
  'L0-C01': { files: ['drills/internet/raw-server.ts', 'drills/internet/client.ts'] },
  'L0-C02': { files: ['drills/internet/http-message.ts'] },
  'L0-C03': { files: ['drills/internet/dns-lookup.ts'] },
  'L0-C04': { files: ['drills/internet/notes.ts', 'drills/internet/requests/notes.http'] },
  'L0-C05': { files: ['drills/internet/certificate.ts', 'drills/internet/secure-server.ts'] },
  'L0-C06': { files: ['drills/internet/ports.ts'] },
  'L0-C07': { files: ['drills/internet/cookies.ts'] },
  'L0-C08': { files: ['drills/internet/sessions.ts'] },
  'L0-C09': { files: ['drills/internet/json.ts', 'drills/internet/data/sample.json.txt'] },
  'L0-C10': { files: ['drills/internet/openapi.json'] },
  'L0-P1': { files: ['drills/internet/bin/ping.ts'] },
  'L0-P2': { files: ['drills/internet/bin/expand.ts'] },
  'L0-P3': { files: ['drills/internet/bin/inspect.ts', 'drills/internet/requests/postman.json'] },
  'L1-C01': { files: ['drills/programming/money.ts', 'drills/programming/timestamps.ts'] },
  'L1-C02': { files: ['drills/programming/validation.ts'] },
  'L1-C03': { files: ['drills/programming/orders.ts'] },
  'L1-C04': { files: ['drills/programming/orders.ts'] },
  'L1-C05': { files: ['drills/programming/async.ts', 'drills/programming/callbacks.ts'] },
  'L1-C06': { files: ['drills/programming/errors.ts', 'drills/programming/jobs.ts'] },
  'L1-C07': { files: ['drills/programming/shop/auth.ts'] },
  'L1-C08': { files: ['drills/programming/config.ts', 'drills/programming/.env.example'] },
  'L1-S1': { files: ['drills/programming/user-route.ts'] },
  'L1-P1': { files: ['drills/programming/bin/calc.ts'] },
  'L1-P2': { files: ['drills/programming/bin/organize.ts'] },
  'L1-P3': { files: ['drills/programming/bin/pwgen.ts'] },
  'L1-E': {
    files: ['drills/practice/tests/practice.ts', 'drills/practice/tests/loops.test.ts'],
    run: create('--level 1'),
  },
  'L2-D1': { files: ['docs/lessons/L2-C06-request-lifecycle.md'] },
  'L2-S1': { files: ['src/routes/todos.routes.ts', 'src/controllers/todos.controller.ts'] },
  'L2-P1': { run: create('--level 2'), files: ['tests/component/todo-backend.test.ts'] },
  'L2-P2': {
    run: create('--starter url-shortener --level 2'),
    files: ['src/routes/short-links.routes.ts', 'tests/component/links.test.ts'],
  },
  'L2-P3': {
    run: create('--level 2 --no-example --module "notes title:string text:text"'),
  },
  'L3-T1': { files: ['docs/lessons/L3-C09-orm.md'], run: create('--database mongo') },
  'L3-D1': { files: ['src/models/user.model.ts', 'src/models/order-item.model.ts'] },
  'L3-S1': { files: ['queries/orders-of-user.sql'] },
  'L3-P1': {
    run: create(
      '--level 3 --no-example --module "authors name:string" --module "posts title:string body:text author:ref:authors" --module "comments text:text post:ref:posts" --module "tags name:string:unique" --module "post-tags post:ref:posts tag:ref:tags"',
    ),
  },
  'L3-P3': {
    run: create(
      '--level 3 --no-example --module "books title:string" --module "members name:string" --module "loans book:ref:books member:ref:members dueOn:date returnedOn:date?"',
    ),
  },
  'L3-P2': {
    run: create(
      '--level 3 --module "categories name:string:unique" --module "product-categories product:ref:products category:ref:categories:unique-with=product" --module "carts customer:email:unique" --module "cart-items cart:ref:carts product:ref:products:unique-with=cart quantity:integer:min=1"',
    ),
    files: ['src/models/product.model.ts', 'tests/component/orders-transaction.test.ts'],
  },
  'L4-S1': { files: ['src/utils/password-hasher.ts'], run: 'backendbytes add bcrypt' },
  'L4-S2': { files: ['src/utils/mail-templates.ts', 'tests/component/mail.test.ts'] },
  'L4-S3': { files: ['queries/orders-of-user.sql', 'src/repositories/accounts.repository.ts'] },
  'L4-S4': { files: ['src/middleware/security.ts'] },
  'L4-S5': { files: ['src/middleware/security.ts', 'tests/component/security.test.ts'] },
  'L4-S6': { files: ['src/constants/auth-limits.ts', 'tests/component/login.test.ts'] },
  'L4-P1': {
    run: create('--starter auth'),
    files: ['tests/component/auth-flow.test.ts', 'tests/component/password-reset.test.ts'],
  },
  'L4-P2': { files: ['src/policies/policy.ts', 'tests/component/policies.test.ts'] },
  'L4-P3': { run: 'backendbytes add oauth-github', files: ['tests/component/github.test.ts'] },
  'L5-D1': { files: ['docs/lessons/L5-C02-microservices.md'] },
  'L5-S1': { files: ['README.md', 'docs/adr/0001-layers.md'] },
  'L5-P1': {
    run: 'backendbytes level-up 5',
    files: ['src/services/todos.service.ts', 'tests/component/todo-backend.test.ts'],
  },
  'L5-P2': {
    run: create(
      '--level 5 --no-example --module "posts title:string body:text status:enum(draft,published)=draft" --module "comments text:text post:ref:posts" --module "tags name:string:unique" --module "post-tags post:ref:posts tag:ref:tags:unique-with=post"',
    ),
  },
  'L5-P3': {
    files: ['src/services/welcome.service.ts', 'tests/unit/welcome.service.test.ts'],
  },
  'L6-S1': { files: ['src/services/record-cache.service.ts', 'src/cache/cache.ts'] },
  'L6-P1': { run: 'backendbytes add redis', files: ['src/cache/redis.ts'] },
  'L6-P2': {
    run: 'backendbytes add queue',
    files: ['src/jobs/order-confirmation.job.ts', 'tests/component/order-confirmation.test.ts'],
  },
  'L6-P3': { files: ['src/redis/rate-limit-store.ts', 'tests/component/redis.test.ts'] },
  'L6-C09': { files: ['drills/scaling/shards.ts'] },
  'L7-P2': { files: ['deploy/README.md', 'deploy/render.yaml', 'heroku.yml'] },
  'L7-P3': { files: ['.github/workflows/ci.yml', '.github/workflows/release.yml'] },
  'L7-S1': { files: ['Dockerfile'] },
  'L7-S2': { files: ['compose.yaml'] },
  'L7-P1': { run: 'backendbytes add docker' },
  'L8-C06': { files: ['src/telemetry/trace-fields.ts'], run: 'backendbytes add observability' },
  'L8-C07': { files: ['src/telemetry/tracing.ts', 'tests/component/tracing.test.ts'] },
  'L8-C08': { files: ['deploy/prometheus/prometheus.yml', 'deploy/grafana/dashboards/api.json'] },
  'L8-P4': { run: 'backendbytes add observability', files: ['deploy/grafana/dashboards/api.json'] },
  'L8-K4': { files: ['deploy/prometheus/alerts.yml', 'deploy/prometheus/alerts.test.yml'] },
  'L8-K5': { files: ['src/telemetry/job-span.ts'] },
  'L8-C03': {
    run: 'backendbytes add rabbitmq',
    files: ['src/brokers/rabbitmq.ts', 'tests/support/broker-contract.ts'],
  },
  'L8-C01': { files: ['src/realtime/gateway.ts', 'tests/component/sockets.test.ts'] },
  'L8-C02': { files: ['src/graphql/schema.ts', 'tests/component/graphql-limits.test.ts'] },
  'L8-P2': {
    run: 'backendbytes add graphql',
    files: ['src/graphql/account.graphql.ts', 'tests/component/graphql.test.ts'],
  },
  'L8-K2': { files: ['docs/lessons/L8-C02-graphql.md'] },
  'L8-D1': { files: ['docs/lessons/L8-D1-polling-or-websocket.md'] },
  'L8-P1': {
    run: create('--starter chat'),
    files: ['src/realtime/rooms.ts', 'tests/component/rooms.test.ts'],
  },
  P01: {
    run: create('--starter todo'),
    files: ['tests/component/todo-list.test.ts'],
  },
  P02: {
    run: create('--starter notes'),
    files: ['src/db/note-access.ts', 'tests/component/note-sharing.test.ts'],
  },
  P03: {
    run: create('--starter auth --features bcrypt'),
    files: ['tests/component/auth-flow.test.ts', 'tests/component/announcement-board.test.ts'],
  },
  P04: {
    run: create('--starter shop'),
    files: ['src/services/orders.service.ts', 'tests/component/orders-at-once.test.ts'],
  },
  P06: {
    run: create('--starter url-shortener --level 6 --features redis'),
    files: ['src/clicks/redis.ts', 'tests/component/link-clicks.test.ts'],
  },
  P07: {
    run: create('--starter chat'),
    files: ['src/services/chats.service.ts', 'tests/component/chat-instances.test.ts'],
  },
  P10: {
    run: create('--starter job-queue'),
    files: ['src/services/tasks.service.ts', 'tests/component/killed-worker.test.ts'],
  },
  'AR-01': { files: ['src/index.ts'] },
  'AR-02': { files: ['src/index.ts', 'src/config/connections.ts'] },
  'AR-03': { files: ['src/app.ts'] },
  'AR-04': { files: ['src/app.ts', 'src/server.ts'] },
  'AR-05': { files: ['src/constants/order-status.ts'] },
  'AR-06': { files: ['src/db/client.ts'] },
  'AR-07': { files: ['src/models/todo.model.ts'] },
  'AR-08': { files: ['src/controllers/todos.controller.ts'] },
  'AR-09': { files: ['src/routes/todos.routes.ts'] },
  'AR-10': { files: ['src/middleware/index.ts'] },
  'AR-11': { files: ['src/utils/pagination.ts'] },
  'AR-12': { files: ['src/config/env.ts'] },
  'AR-13': { files: ['src/services/todos.service.ts'] },
  'AR-14': { files: ['src/repositories/todos.repository.ts'] },
  'AR-15': { files: ['src/errors/app-error.ts'] },
  'AR-16': { files: ['eslint.layers.js', 'tests/unit/layers.test.ts'] },
  'AR-17': { files: ['eslint.layers.js', 'tests/unit/layers.test.ts'] },
  'AR-19': { run: create('--level 2') },
  'AR-20': { files: ['docs/adr/0005-one-program.md'] },
};
