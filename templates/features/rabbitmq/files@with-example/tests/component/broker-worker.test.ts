import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { toLetter } from '../../src/brokers/message-kind.ts';
import { stockArrived } from '../../src/messages/stock-arrived.message.ts';
import { startApi } from '../support/api.ts';
import { SOON } from '../support/broker-contract.ts';
import { startBrokerProxy } from '../support/broker-proxy.ts';
import { compileApp, startProcess } from '../support/process.ts';
import { amqpUrl, newPlace, startBroker, untilThere } from '../support/rabbitmq.ts';
import { insertProducts, stockOf } from '../support/shop.ts';

beforeAll(compileApp, 60_000);

describe.skipIf(amqpUrl() === '')('the worker', () => {
  test('starts without a broker, works when there is one, and stops in good order', async () => {
    await untilThere();
    const proxy = await startBrokerProxy(amqpUrl());
    const api = await startApi();
    onTestFinished(async () => {
      await proxy.close();
      await api.close();
    });
    proxy.cut();
    const place = newPlace();
    const worker = await startProcess(
      { AMQP_URL: proxy.url, AMQP_EXCHANGE: place.exchange, AMQP_PREFIX: place.prefix },
      'worker',
    );
    expect(worker.log().map(({ msg }) => msg)).toContain(
      'no broker yet; the outbox keeps messages until it answers',
    );
    proxy.restore();
    const [productId = ''] = await insertProducts(api, [{ stock: 0 }]);
    const broker = await startBroker({ place });
    // Sent again until it is heard, as the warehouse would; counted once.
    const letter = toLetter(stockArrived, { productId, quantity: 7 }, randomUUID());
    const stock = async () => {
      await broker.publish(letter);
      return stockOf(api, productId);
    };
    await expect.poll(stock, SOON).toBe(7);
    worker.kill('SIGTERM');
    expect(await worker.exitCode).toBe(0);
    expect(await stock()).toBe(7);
    expect(worker.log().at(-1)).toMatchObject({ msg: 'stopped', exitCode: 0 });
  });
});
