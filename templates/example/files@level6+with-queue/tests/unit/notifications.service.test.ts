import { expect, test } from 'vitest';
import type { Jobs } from '../../src/jobs/queue.ts';
import { unknownId } from '../support/samples.ts';
import { servicesInMemory } from '../support/services-in-memory.ts';

type Enqueued = readonly [name: string, data: unknown, dedupe?: string];

/** Somebody orders; what is put into the queue is kept. */
async function order() {
  const queue: Enqueued[] = [];
  const jobs: Jobs = {
    enqueue: ({ name }, data, { dedupe = '' } = {}) =>
      Promise.resolve(void queue.push([name, data, dedupe])),
    close: () => Promise.resolve(),
  };
  const app = servicesInMemory({ jobs });
  const email = `${unknownId()}@example.com`;
  const account = await app.repositories.accounts.register({ email, passwordHash: '!' });
  const product = await app.repositories.products.insert({
    name: 'a lamp',
    price: '12.50',
    stock: 5,
  });
  const items = [{ productId: product.id, quantity: 2 }];
  const placed = await app.services.orders.place({ userId: account?.id ?? '', items });
  await app.ports.events.close();
  return { ...app, queue, email, placed };
}

test('of an order a job is made, which is the same however often somebody is told', async () => {
  const { queue, placed, ports } = await order();
  const { id: orderId, userId, total } = placed;
  const [[name, data, dedupe] = []] = queue;
  expect([name, data]).toMatchObject(['order-confirmation', { orderId, userId, total }]);
  const { eventId } = data as { eventId: string };
  await ports.events.tell({ id: eventId, type: 'order.placed', key: eventId, data: placed });
  expect(queue[1]).toEqual([name, data, dedupe]);
});

test('the job writes to whoever ordered, once, however often it is done', async () => {
  const { services, mails, email, placed } = await order();
  const { id: orderId, userId, total } = placed;
  const job = { eventId: unknownId(), orderId, userId, total };
  await services.notifications.confirmOrder(job);
  await services.notifications.confirmOrder(job);
  expect(mails).toMatchObject([{ to: email, subject: 'We have your order' }]);
  expect(mails[0]?.text).toContain(orderId);
  expect(mails[0]?.text).toContain('25.00');
});
