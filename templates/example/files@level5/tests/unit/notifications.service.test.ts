import { expect, test } from 'vitest';
import type { OrderOutput } from '../../src/schemas/orders.schema.ts';
import { notificationsService } from '../../src/services/notifications.service.ts';
import { unknownId } from '../support/samples.ts';
import { servicesInMemory } from '../support/services-in-memory.ts';

test('an order is confirmed to its user by mail, by somebody who only listens', async () => {
  const app = servicesInMemory();
  const account = await app.repositories.accounts.register({
    email: `${unknownId()}@example.com`,
    passwordHash: '!',
  });
  const handlers: ((order: OrderOutput) => Promise<void>)[] = [];
  const on = (_kind: unknown, handler: unknown) => void handlers.push(handler as never);
  const events = { ...app.ports.events, on };
  notificationsService({ ...app.ports, repositories: app.repositories, events });
  const product = await app.repositories.products.insert({
    name: 'a thing',
    price: '12.50',
    stock: 5,
  });
  const items = [{ productId: product.id, quantity: 2 }];
  const order = await app.services.orders.place({ userId: account?.id ?? '', items });
  const before = app.mails.length;
  for (const handle of handlers) await handle(order);
  await app.ports.postOffice.close();
  const mail = app.mails.slice(before).find(({ text }) => text.includes(order.id));
  expect(mail).toMatchObject({ subject: 'We have your order' });
  expect(mail?.text).toContain('25.00');
});
