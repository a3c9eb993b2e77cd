import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  onTestFinished,
  test,
} from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { startCollector, type Collector, type SentSpan } from '../support/collector.ts';
import { probe } from '../support/probe.ts';
import { compileApp, startProcess } from '../support/process.ts';
import { freePort } from '../support/free-port.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const CALLER = 'b7ad6b7169203331';
const traceparent = `00-${TRACE}-${CALLER}-01`;
const SECRET = 'correct-horse-battery';
const [SERVER, CLIENT] = [2, 3];

describe('a trace', () => {
  let api: Api;
  let collector: Collector;

  beforeEach(async () => {
    collector = await startCollector();
    const routes = [
      probe('/probes/:id', async () => {
        api.deps.log.info('in the middle');
        await fetch(`${collector.url}/elsewhere?code=${SECRET}`, {
          method: 'POST',
          body: '{"resourceSpans":[]}',
        });
        return {};
      }),
    ];
    api = await startApi({ routes, env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url } });
  });
  afterEach(() => collector.close());

  /** Everything that was sent once the app is closed. */
  const spansAtTheEnd = async (): Promise<readonly SentSpan[]> => {
    await api.close();
    return collector.spans();
  };

  test('goes on where the caller began it, under the pattern of the route', async () => {
    await api.anonymous.post('/probes/42', {}, { traceparent });
    const ours = (await spansAtTheEnd()).filter(({ traceId }) => traceId === TRACE);
    expect(ours).toContainEqual(
      expect.objectContaining({ name: 'POST /probes/:id', kind: SERVER, parentSpanId: CALLER }),
    );
  });

  test('shows what a request asked of the database, within its own span', async () => {
    await api.anonymous.post(
      '/auth/login',
      { email: 'nobody@example.com', password: 'x'.repeat(12) },
      { traceparent },
    );
    const ours = (await spansAtTheEnd()).filter(({ traceId }) => traceId === TRACE);
    const server = ours.find(({ kind }) => kind === SERVER);
    expect(server?.name).toBe('POST /auth/login');
    const known = new Set(ours.map(({ spanId }) => spanId));
    const toDatabase = ours.filter(
      ({ kind, attributes }) =>
        kind === CLIENT && attributes.some(({ key }) => key === 'db.system.name'),
    );
    expect(toDatabase.length).toBeGreaterThan(0);
    expect(toDatabase.every(({ parentSpanId = '' }) => known.has(parentSpanId))).toBe(true);
  });

  test('shows requests to others, and is passed on to them', async () => {
    await api.anonymous.post('/probes/1', {}, { traceparent });
    const ours = (await spansAtTheEnd()).filter(({ traceId }) => traceId === TRACE);
    expect(ours).toContainEqual(expect.objectContaining({ name: 'POST', kind: CLIENT }));
  });

  test('has its id in every log line of its request', async () => {
    await api.anonymous.post('/probes/1', {}, { traceparent });
    await spansAtTheEnd();
    const lines = api.log.filter(({ traceId }) => traceId === TRACE);
    expect(lines.map(({ msg }) => msg)).toEqual(['in the middle', 'request']);
  });

  test('holds no secret of an address, a header or a body', async () => {
    await api.request('POST', `/auth/login?token=${SECRET}`, {
      headers: {
        authorization: `Bearer ${SECRET}`,
        cookie: `session=${SECRET}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ email: `${SECRET}@example.com`, password: SECRET }),
    });
    await api.anonymous.post('/probes/1', {});
    const spans = await spansAtTheEnd();
    expect(spans.length).toBeGreaterThan(0);
    expect(JSON.stringify(spans)).not.toContain(SECRET);
  });

  test('is not made of health checks', async () => {
    await api.anonymous.get('/livez');
    await api.anonymous.get('/readyz');
    expect((await spansAtTheEnd()).filter(({ kind }) => kind === SERVER)).toEqual([]);
  });
});

describe('without a collector', () => {
  test('nothing is traced, and no log line speaks of traces', async () => {
    const api = await startApi({ routes: [probe('/probes', () => ({}))] });
    await api.anonymous.post('/probes', {}, { traceparent });
    await api.close();
    expect(JSON.stringify(api.log)).not.toMatch(/trace/i);
  });

  test('that is away, requests are answered as ever, and one line says so', async () => {
    const OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${await freePort()}`;
    const routes = [probe('/probes', () => ({}))];
    const api = await startApi({ routes, env: { OTEL_EXPORTER_OTLP_ENDPOINT } });
    for (let round = 0; round < 20; round += 1) {
      expect(await api.anonymous.post('/probes', {})).toMatchObject({ status: 200 });
    }
    await api.close();
    const warnings = api.log.filter(({ level }) => level !== 'info' && level !== 'debug');
    expect(warnings).toMatchObject([{ level: 'warn', msg: 'traces cannot be delivered' }]);
  });
});

describe('a process that is told to stop', () => {
  let forget: () => void;
  beforeAll(() => (forget = compileApp()), 60_000);
  afterAll(() => forget());

  test('sends what it has traced before it ends', async () => {
    const collector = await startCollector();
    onTestFinished(collector.close);
    const app = await startProcess({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
    await fetch(`http://127.0.0.1:${app.port}/nowhere`, { headers: { traceparent } });
    app.kill('SIGTERM');
    expect(await app.exitCode).toBe(0);
    expect(collector.spans()).toContainEqual(
      expect.objectContaining({ traceId: TRACE, kind: SERVER, parentSpanId: CALLER }),
    );
  });

  test('ends in good order when there is nobody to send it to', async () => {
    const away = `http://127.0.0.1:${await freePort()}`;
    const app = await startProcess({ OTEL_EXPORTER_OTLP_ENDPOINT: away });
    await fetch(`http://127.0.0.1:${app.port}/nowhere`);
    app.kill('SIGTERM');
    expect(await app.exitCode).toBe(0);
    expect(app.log().at(-1)).toMatchObject({ msg: 'stopped', exitCode: 0 });
  });
});
