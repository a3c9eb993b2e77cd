import { expect, test } from 'vitest';
import type { Mail, Mailer } from '../../src/utils/mailer.ts';
import { unknownId } from '../support/samples.ts';
import { servicesInMemory } from '../support/services-in-memory.ts';

/** Somebody orders while the mail server is down for so many attempts. */
async function order(failures = 0) {
  const mails: Mail[] = [];
  let left = failures;
  const send = (mail: Mail) => {
    left -= 1;
    return left < 0 ? Promise.resolve(void mails.push(mail)) : Promise.reject(new Error('down'));
  };
  const mailer: Mailer = { send, close: () => undefined, pauses: [] };
  const { repositories, ports, services } = servicesInMemory({ mailer });
  const email = `${unknownId()}@example.com`;
  const account = await repositories.accounts.register({ email, passwordHash: '!' });
  const product = await repositories.products.insert({ name: 'a lamp', price: '12.50', stock: 5 });
  const items = [{ productId: product.id, quantity: 2 }];
  const placed = await services.orders.place({ userId: account?.id ?? '', items });
  await ports.events.close();
  const { id: orderId, userId, total } = placed;
  const message = { id: unknownId(), type: 'order.placed', key: orderId, data: placed };
  return {
    mails,
    email,
    order: { orderId, userId, total },
    tell: () => ports.events.tell(message),
  };
}

test('an order is confirmed to its user by mail, by somebody who only listens', async () => {
  const { mails, email, order: placed } = await order();
  expect(mails).toMatchObject([{ to: email, subject: 'We have your order' }]);
  expect(mails[0]?.text).toContain(placed.orderId);
  expect(mails[0]?.text).toContain('25.00');
});

test('who is told of it twice writes once', async () => {
  const { mails, tell } = await order(1);
  await tell();
  await tell();
  expect(mails).toHaveLength(1);
});

test('what could not be sent is told again', async () => {
  const { mails, tell } = await order(2);
  await expect(tell()).rejects.toThrow('down');
  await tell();
  expect(mails).toHaveLength(1);
});
