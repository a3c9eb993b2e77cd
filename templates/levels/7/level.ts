import { defineLevel } from '../../../src/define.ts';

export default defineLevel({
  title: 'DevOps',
  hint: 'images, a proxy, pipelines, deployments: the way to production and back',
  about: {
    promise: 'code that leaves your laptop',
    time: '2 to 3 weeks',
    goal: 'deploy, monitor and operate',
    buildsOn: 6,
  },
  needs: { features: ['docker', 'ci'] },
  env: [
    {
      name: 'METRICS_PORT',
      about: 'port of `/metrics`, which the public must not reach; empty: nothing listens',
      schema: 'z.coerce.number().int().min(0).max(65_535).optional()',
      example: '',
      compose: "'9464'",
    },
  ],
  sockets: {
    connections: [{ symbol: 'metrics', from: 'src/metrics.ts', order: 10 }],
    ports: [{ name: 'metrics', symbol: 'createMetrics', from: 'src/metrics.ts' }],
    middleware: [{ symbol: 'measure', from: 'src/middleware/measure.ts', order: 35 }],
  },
  folders: {
    'src/metrics.ts': 'what is counted and timed, served on a port of its own',
    'compose.prod.yaml':
      'what production changes: nginx in front, two copies of the app, settings of a stage',
    'config/': 'the settings of staging and production that are no secret',
    'deploy/nginx/': 'the proxy, and how TLS is switched on',
    'deploy/': 'the same system on platforms that run it for you',
    'tests/e2e/': 'tests of the whole system in containers',
  },
  scripts: {
    'up:staging': 'the system as in production, with the settings of staging',
    'up:production': 'the system as in production',
    'test:e2e': 'start the whole system in containers and look at it from outside',
  },
  checklist: [
    {
      id: 'L7-K1',
      claim: 'I can find my way on a Linux server and manage its processes.',
      shownBy: '`sh tools/linux-drill.sh start`, and all eight tasks done',
    },
    {
      id: 'L7-K2',
      claim: 'I have put an application into a container.',
      shownBy: 'say for each line of the `Dockerfile` what goes wrong without it',
    },
    {
      id: 'L7-K3',
      claim: 'I understand systems of several services in compose.',
      shownBy: 'draw who waits for whom, and who can reach whom, from `compose.yaml`',
    },
    {
      id: 'L7-K4',
      claim: 'I have set up nginx as a reverse proxy.',
      shownBy:
        '`NGINX_SITE=https` with a certificate of your own, and a browser that shows the API',
    },
    {
      id: 'L7-K5',
      claim: 'I have set up a pipeline that tests every push.',
      shownBy: 'a pull request of yours that was red, and what it took to make it green',
    },
    {
      id: 'L7-K6',
      claim: 'I have deployed an application to a cloud provider.',
      shownBy: 'its address, and `/readyz` that answers 200 there',
    },
  ],
  dependencies: {
    'prom-client': {
      why: 'counts and times in the format that Prometheus and every platform read',
      instead: 'OpenTelemetry, which level 8 brings for traces',
    },
  },
});
