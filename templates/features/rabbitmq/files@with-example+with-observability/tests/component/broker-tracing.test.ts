import { expect, onTestFinished, test } from 'vitest';
import { memoryBroker } from '../../src/brokers/memory.ts';
import { reactTo, toInterest } from '../../src/brokers/work.ts';
import { orderPlacedMessage } from '../../src/messages/order-placed.message.ts';
import { startApi } from '../support/api.ts';
import { listener, SOON, subscribe } from '../support/broker-contract.ts';
import { startCollector } from '../support/collector.ts';
import { insertProducts } from '../support/shop.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${TRACE}-b7ad6b7169203331-01`;
const CONSUMER = 5;

test('a message goes on in the trace of the request that led to it, and whoever hears it, too', async () => {
  const collector = await startCollector();
  onTestFinished(collector.close);
  const broker = memoryBroker();
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  const api = await startApi({ broker, env });
  const other = listener();
  subscribe(broker, { name: 'shipping', types: [orderPlacedMessage.type], work: other.work });
  const traced: string[] = [];
  const reaction = reactTo(orderPlacedMessage, ({ orderId }) => {
    traced.push(orderId);
    return Promise.resolve();
  });
  subscribe(broker, toInterest(api.deps, { name: 'mails', reactions: [reaction] }));
  const [productId] = await insertProducts(api, [{}]);
  const items = [{ productId, quantity: 1 }];
  const { status } = await api.post('/orders', { items }, { traceparent });
  expect(status).toBe(201);
  await expect.poll(() => traced.length, SOON).toBe(1);
  expect(other.heard.map(({ headers }) => headers['traceparent']?.split('-')[1])).toEqual([TRACE]);
  await api.close();
  const spans = collector.spans().filter(({ traceId }) => traceId === TRACE);
  const consumers = spans.filter(({ kind }) => kind === CONSUMER);
  expect(consumers.map(({ name }) => name)).toEqual(['process order.placed']);
  const known = new Set(spans.map(({ spanId }) => spanId));
  expect(consumers.every(({ parentSpanId = '' }) => known.has(parentSpanId))).toBe(true);
});
