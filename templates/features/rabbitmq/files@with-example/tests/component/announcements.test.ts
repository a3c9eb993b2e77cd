import { describe, expect, onTestFinished, test } from 'vitest';
import type { Letter } from '../../src/brokers/broker.ts';
import { memoryBroker } from '../../src/brokers/memory.ts';
import { readLetter } from '../../src/brokers/message-kind.ts';
import { orderPlacedMessage } from '../../src/messages/order-placed.message.ts';
import { startApi, type Api } from '../support/api.ts';
import { listener, SOON, subscribe } from '../support/broker-contract.ts';
import { insertProducts } from '../support/shop.ts';

/** Another service, which hears what we tell, at a broker that is away so many times. */
async function start(absences = 0) {
  const broker = memoryBroker();
  const { heard, work } = listener();
  subscribe(broker, { name: 'shipping', types: [orderPlacedMessage.type], work });
  let left = absences;
  const publish: typeof broker.publish = (letter) => {
    left -= 1;
    return left < 0 ? broker.publish(letter) : Promise.reject(new Error('the broker is away'));
  };
  const api = await startApi({ broker: { ...broker, publish } });
  onTestFinished(api.close);
  return { api, heard };
}

async function order(api: Api) {
  const [productId = ''] = await insertProducts(api, [{ price: '5.00' }]);
  const { status, body } = await api.post('/orders', { items: [{ productId, quantity: 2 }] });
  expect(status).toBe(201);
  return {
    orderId: body.id,
    userId: body.userId,
    total: '10.00',
    items: [{ productId, quantity: 2 }],
  };
}

/** A relay tells what is in the outbox, and other tests order as well. */
const about = (orderId: unknown, letters: readonly Letter[]): readonly Letter[] =>
  letters.filter(({ content }) => content.includes(String(orderId)));

describe('an order', () => {
  test('is told to other services, in the form that was promised to them', async () => {
    const { api, heard } = await start();
    const told = await order(api);
    await expect.poll(() => about(told.orderId, heard).length, SOON).toBe(1);
    const [letter] = about(told.orderId, heard);
    expect(letter && readLetter(orderPlacedMessage, letter)).toEqual({
      isReadable: true,
      id: letter?.id,
      data: told,
    });
  });

  test('is taken while the broker is away, and told when it is back', async () => {
    const { api, heard } = await start(2);
    const { orderId } = await order(api);
    const relay = api.deps.services.outbox.startRelay();
    onTestFinished(relay.close);
    await expect.poll(() => about(orderId, heard).length, SOON).toBe(1);
  });
});
