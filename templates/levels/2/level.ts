import { defineLevel } from '../../../src/define.ts';

export default defineLevel({
  title: 'Backend fundamentals',
  hint: 'a first server that validates, answers problems, logs, documents itself and stops in good order',
  about: {
    promise: 'your first server, and the way a request takes through it',
    time: '2 to 3 weeks',
    goal: 'build the first server and understand how requests flow',
  },
  env: [
    {
      name: 'NODE_ENV',
      about: 'development shows the API page and may open CORS to everyone',
      schema: "z.enum(['development', 'test', 'production']).default('production')",
      example: 'development',
      compose: 'production',
    },
    {
      name: 'HOST',
      about: 'address to listen on; every one of this machine when empty',
      schema: 'z.string().optional()',
      example: '127.0.0.1',
      compose: '0.0.0.0',
    },
    {
      name: 'PORT',
      about: 'port to listen on; 0 takes a free one',
      schema: 'z.coerce.number().int().min(0).max(65_535).default(3000)',
      example: '3000',
      compose: "'3000'",
    },
    {
      name: 'LOG_LEVEL',
      about: 'fatal, error, warn, info, debug, trace or silent',
      schema:
        "z\n      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])\n      .default('info')",
      example: 'info',
      compose: '${LOG_LEVEL:-info}',
    },
    {
      name: 'CORS_ORIGINS',
      about:
        'web pages that may call the API: origins, separated by commas; * is refused in production',
      schema: 'origins',
      example: '*',
      compose: 'http://localhost:${PORT:-3000}',
      deploy: { kind: 'setting', value: 'https://change-me.example' },
    },
    {
      name: 'TRUST_PROXY_HOPS',
      about: 'how many proxies of ours stand in front; their X-Forwarded-For is believed',
      schema: 'z.coerce.number().int().min(0).max(10).default(0)',
      example: '0',
      compose: "'0'",
    },
    {
      name: 'RATE_LIMIT_PER_MINUTE',
      about: 'requests a minute from one address',
      schema: 'z.coerce.number().int().min(1).default(600)',
      example: '600',
      compose: '${RATE_LIMIT_PER_MINUTE:-600}',
    },
    {
      name: 'SHUTDOWN_DELAY_MS',
      about: 'how long a balancer is given to notice that no more requests are wanted',
      schema: 'z.coerce.number().int().min(0).max(60_000).default(0)',
      example: '0',
      compose: "'0'",
    },
    {
      name: 'SHUTDOWN_LIMIT_MS',
      about: 'how long requests in flight may take to end after a stop was asked for',
      schema: 'z.coerce.number().int().min(100).max(600_000).default(25_000)',
      example: '25000',
      compose: "'25000'",
    },
  ],
  sockets: {
    middleware: [
      { symbol: 'requestId', from: 'src/middleware/request-id.ts', order: 10 },
      { symbol: 'requestLog', from: 'src/middleware/request-log.ts', order: 20 },
      { symbol: 'health', from: 'src/routes/health.routes.ts', order: 30 },
      { symbol: 'security', from: 'src/middleware/security.ts', order: 40 },
      { symbol: 'overload', from: 'src/middleware/overload.ts', order: 60 },
      { symbol: 'rateLimit', from: 'src/middleware/rate-limit.ts', order: 70 },
      { symbol: 'jsonBody', from: 'src/middleware/json-body.ts', order: 80 },
    ],
  },
  generators: {
    middleware: {
      about: 'a middleware behind ours, and its test',
      example: 'audit-log',
      sockets: {
        middleware: [{ symbol: '{{camel}}', from: 'src/middleware/{{name}}.ts', order: 90 }],
      },
    },
    test: {
      about: 'a test of the running app',
      example: 'checkout-flow',
    },
  },
  api: [
    { method: 'GET', path: '/livez', about: 'the process lives; `/health` says the same' },
    { method: 'GET', path: '/readyz', about: 'requests are welcome; 503 while it stops' },
    { method: 'GET', path: '/docs', about: 'the API as a page to try it on; not in production' },
    {
      method: 'GET',
      path: '/openapi.json',
      about: 'the API as an OpenAPI document; not in production',
    },
  ],
  folders: {
    'src/index.ts':
      'starts the process: environment, connections, app, port; and stops it in order',
    'src/app.ts': '`buildApp(deps)` puts the app together and never listens',
    'src/config/': 'environment, logger, connections; the only place that reads `process.env`',
    'src/constants/': 'limits: sizes, times, pages',
    'src/routes/': 'which path does what; one definition validates, documents and strips',
    'src/middleware/': 'what every request goes through, in the order of its `index.ts`',
    'src/controllers/': 'the logic',
    'src/schemas/': 'what is accepted and what is answered',
    'src/models/': 'what is kept',
    'src/errors/': '`AppError`, and who turns errors of libraries into it',
    'src/utils/': 'helpers that know nothing of the app',
    'tests/component/': 'tests of the running app over HTTP; each name is a promise',
    'tests/support/': 'what tests start the app and make records with',
    'tools/': 'scripts for people',
    'docs/dependencies.md': 'why each dependency is here',
  },
  checklist: [
    {
      id: 'L2-K1',
      claim: 'I can create an Express server from scratch.',
      shownBy: 'write one that answers /health, without looking at src/app.ts',
    },
    {
      id: 'L2-K2',
      claim: 'I understand middleware, and can write my own.',
      shownBy: 'add one to src/middleware/index.ts that times requests, and a test for it',
    },
    {
      id: 'L2-K3',
      claim: 'I can design RESTful endpoints for any resource.',
      shownBy: 'generate a module, then read its table of paths in the README aloud',
    },
    {
      id: 'L2-K4',
      claim: 'I validate everything that comes in.',
      shownBy: 'send a wrong value for each field of a resource: always 400, never 500',
    },
    {
      id: 'L2-K5',
      claim: 'I use the right status codes.',
      shownBy: 'name the code before you press Enter, for ten requests with curl -i',
    },
    {
      id: 'L2-K6',
      claim: 'I can explain the way of a request and its response.',
      shownBy: 'draw it, then compare with docs/lessons/L2-C06-request-lifecycle.md',
    },
  ],
  scripts: {
    dev: 'serve, and start again after every change',
    test: 'run all tests',
    build: 'compile to `dist/`',
    start: 'serve what was built',
    typecheck: 'check types',
    lint: 'check rules',
    format: 'format all files',
    'format:check': 'say which files are not formatted',
    setup: 'switch on the git hooks and make `.env` from `.env.example`',
    doctor: 'check what the project needs of this machine',
  },
  dependencies: {
    cors: {
      why: 'answers preflight requests and names the web pages that may read answers',
      instead: 'about 40 lines of headers, easy to get wrong',
    },
    express: {
      why: 'routing and middleware; rejected promises reach the error handler',
      instead: 'Fastify, or `node:http` alone',
    },
    'express-rate-limit': {
      why: 'counts requests by address and says so in standard headers',
      instead: 'a limit in the proxy in front',
    },
    helmet: { why: 'security headers, kept up to date', instead: 'a list of headers of your own' },
    pino: { why: 'JSON logs that cost little', instead: '`console.log` of JSON' },
    'swagger-ui-dist': {
      why: 'the page at `/docs`, served from here under a strict policy',
      instead: 'any viewer that reads `/openapi.json`',
    },
    zod: {
      why: 'one schema gives validation, types and the API document',
      instead: 'any Standard Schema library, such as Valibot or ArkType',
    },
  },
});
