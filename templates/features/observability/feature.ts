import { defineFeature } from '../../../src/define.ts';

export default defineFeature({
  title: 'Observability',
  hint: 'traces from the request to the worker, a dashboard, four alerts, and the services that show them',
  needs: {
    level: 8,
    reason: 'it watches the containers and the metrics that level 7 brings',
  },
  suggestedFrom: 8,
  replaces: ['src/config/request-context.ts', 'src/utils/trace-context.ts'],
  env: [
    {
      name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
      about: 'collector that traces are sent to, by OTLP over HTTP; empty: nothing is traced',
      schema: 'z.url({ protocol: /^https?$/ }).optional()',
      example: '',
      compose: '${OTEL_EXPORTER_OTLP_ENDPOINT:-}',
    },
    {
      name: 'OTEL_SERVICE_NAME',
      about: 'what traces call this system',
      schema: "z.string().min(1).max(64).default('api')",
      example: 'api',
      compose: 'api',
    },
    {
      name: 'TRACE_RATIO',
      about: 'share of the requests that are traced, from 0 to 1, where the caller has not decided',
      schema: 'z.coerce.number().min(0).max(1).default(1)',
      example: '1',
      compose: '${TRACE_RATIO:-1}',
    },
  ],
  sockets: {
    connections: [{ symbol: 'tracing', from: 'src/telemetry/connector.ts', order: 900 }],
    ports: [
      {
        name: 'queueDepth',
        symbol: 'watchQueue',
        from: 'src/telemetry/queue-depth.ts',
        order: 900,
        when: 'with-queue',
      },
    ],
    domainServices: [
      {
        name: 'outboxLag',
        symbol: 'outboxLagService',
        from: 'src/services/outbox-lag.service.ts',
        order: 340,
      },
    ],
  },
  folders: {
    'src/telemetry/': 'how requests and jobs become traces, and what of them is left out',
    'deploy/prometheus/': 'what is scraped, four alerts, and the test of the alerts',
    'deploy/grafana/': 'the dashboard, and where it reads from',
    'deploy/otel/': 'the collector: what it takes, and where it puts it',
  },
  scripts: {
    'dev:observed': 'everything in containers, with traces, Prometheus and Grafana beside it',
  },
  dependencies: {
    '@opentelemetry/api': {
      why: 'the words in which code speaks of traces, whoever records them',
      instead: 'the library of one vendor of such tools',
    },
    '@opentelemetry/exporter-trace-otlp-http': {
      why: 'sends traces in the format that all collectors and vendors take',
      instead: 'the same over gRPC, with a heavier client',
    },
    '@opentelemetry/instrumentation': {
      why: 'switches the listed instrumentations on and off',
      instead: 'the bundle of all there are, with 49 dependencies',
    },
    '@opentelemetry/instrumentation-express': {
      why: 'names the span of a request after its route, never after its path',
      instead: 'a middleware that does so',
    },
    '@opentelemetry/instrumentation-http': {
      why: 'a span for each request, and the trace of the caller goes on in it',
      instead: 'a middleware that reads and writes the header `traceparent`',
    },
    '@opentelemetry/instrumentation-ioredis': {
      why: 'a span for each command to Redis',
      instead: 'spans of our own around calls of the cache',
    },
    '@opentelemetry/instrumentation-mongoose': {
      why: 'a span for each operation on a collection',
      instead: 'the instrumentation of the driver beneath, without names of models',
    },
    '@opentelemetry/instrumentation-pg': {
      why: 'a span for each query, with its text and without its values',
      instead: 'spans of our own in the repositories',
    },
    '@opentelemetry/instrumentation-undici': {
      why: 'a span for each `fetch`, and the trace goes on at the other end',
      instead: 'a function around `fetch`',
    },
    '@opentelemetry/resources': {
      why: 'says on every span which program of which machine it comes from',
      instead: 'variables of the environment that the SDK reads by itself',
    },
    '@opentelemetry/sdk-trace-node': {
      why: 'records spans, keeps their context across `await`, and sends them in batches',
      instead: '`@opentelemetry/sdk-node`, which brings metrics, logs and every exporter along',
    },
  },
});
