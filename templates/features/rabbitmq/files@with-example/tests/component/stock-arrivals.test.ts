import { randomUUID } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { memoryBroker } from '../../src/brokers/memory.ts';
import { toLetter } from '../../src/brokers/message-kind.ts';
import { subscribeAll } from '../../src/brokers/subscribe.ts';
import { stockArrived } from '../../src/messages/stock-arrived.message.ts';
import { startApi } from '../support/api.ts';
import { SOON } from '../support/broker-contract.ts';
import { IMPATIENT } from '../support/rabbitmq.ts';
import { insertProducts, stockOf } from '../support/shop.ts';
import { unknownId } from '../support/samples.ts';

const arrival = (productId: string, quantity: number, id = randomUUID()) =>
  toLetter(stockArrived, { productId, quantity }, id);

async function start() {
  const broker = memoryBroker(IMPATIENT);
  const api = await startApi({ broker });
  const subscription = subscribeAll(api.deps);
  onTestFinished(async () => {
    await subscription.close();
    await api.close();
  });
  const [productId = ''] = await insertProducts(api, [{ stock: 10 }]);
  return { api, broker, productId, stock: () => stockOf(api, productId) };
}

describe('goods that arrive', () => {
  test.each([
    ['in the order in which they were sent', [1, 20, 300]],
    ['in another', [300, 1, 20]],
  ])('%s are in stock', async (_, quantities) => {
    const { broker, productId, stock } = await start();
    for (const quantity of quantities) await broker.publish(arrival(productId, quantity));
    await expect.poll(stock, SOON).toBe(331);
  });

  test('are counted once, however often it is told', async () => {
    const { broker, productId, stock } = await start();
    const letter = arrival(productId, 5);
    for (let times = 0; times < 5; times += 1) await broker.publish(letter);
    await broker.publish(arrival(productId, 100));
    await expect.poll(stock, SOON).toBeGreaterThan(100);
    await expect.poll(stock, SOON).toBe(115);
  });

  test('are seen at once by who asks for the product', async () => {
    const { api, broker, productId } = await start();
    const seen = async () => (await api.get(`/products/${productId}`)).body.stock as number;
    expect(await seen()).toBe(10);
    await broker.publish(arrival(productId, 5));
    await expect.poll(seen, SOON).toBe(15);
  });

  test('of a product that nobody has entered are waited for, and then laid aside with the reason', async () => {
    const { broker } = await start();
    const letter = arrival(unknownId(), 5);
    await broker.publish(letter);
    await expect
      .poll(() => broker.dead('stock'), SOON)
      .toEqual([{ ...letter, reason: expect.stringContaining('There is no product') }]);
  });

  test('in a form of tomorrow are laid aside, and change nothing', async () => {
    const { broker, productId, stock } = await start();
    const id = randomUUID();
    const content = JSON.stringify({ id, version: 2, data: { productId, boxes: 5 } });
    await broker.publish({ id, type: stockArrived.type, content, headers: {} });
    await expect
      .poll(() => broker.dead('stock'), SOON)
      .toMatchObject([{ id, reason: 'version 2 of stock.arrived; this service reads 1' }]);
    expect(await stock()).toBe(10);
  });
});
