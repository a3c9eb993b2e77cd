import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { idempotency } from '../../src/constants/idempotency.ts';
import { startApi, type Api } from '../support/api.ts';
import { detour, portOf } from '../support/detour.ts';
import { sendTo, speak } from '../support/http.ts';
import { startMuteProxy, type Words } from '../support/mute-proxy.ts';
import { poolOf } from '../support/pool.ts';
import { compileApp, startProcess } from '../support/process.ts';
import { countOrders, createUser, insertProducts, stockOf } from '../support/shop.ts';
import type { Visitor } from '../support/visitors.ts';

let api: Api;
beforeAll(compileApp, 60_000);
beforeAll(async () => {
  // At once is at once, however few connections this run is given.
  api = await startApi({ env: poolOf(10) });
});
afterAll(() => api.close());

async function setUp() {
  const userId = await createUser(api);
  const [productId = ''] = await insertProducts(api, [{ stock: 100 }]);
  const key = { 'idempotency-key': randomUUID() };
  const body = { items: [{ productId, quantity: 1 }] };
  return { userId, productId, key, body, buyer: await api.as(userId) };
}

/** Keeps everybody else from the stock of a product. @returns lets it go */
async function hold(productId: string): Promise<() => Promise<void>> {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let holding = Promise.resolve();
  await new Promise<void>((isHeld) => {
    holding = api.deps.unitOfWork.run(async ({ stock }) => {
      await stock.lock(productId);
      isHeld();
      await released;
    });
  });
  return () => {
    release();
    return holding;
  };
}

describe('an order that is sent again with its key', () => {
  test('is placed once, of twenty at once: one is answered, and nineteen are told to come back', async () => {
    const { userId, productId, key, body, buyer } = await setUp();
    const letGo = await hold(productId);
    const statuses: number[] = [];
    const answers = Array.from({ length: 20 }, async () => {
      const answer = await buyer.post('/orders', body, key);
      statuses.push(answer.status);
      return answer;
    });
    await expect.poll(() => statuses).toEqual(Array(19).fill(409));
    await letGo();
    const refused = (await Promise.all(answers)).filter(({ status }) => status === 409);
    expect(statuses.at(-1)).toBe(201);
    for (const { headers, body: problem } of refused) {
      expect(problem.code).toBe('idempotency_in_progress');
      expect(headers.get('retry-after')).toBe('1');
    }
    expect([await countOrders(api, userId), await stockOf(api, productId)]).toEqual([1, 99]);
  });

  test('is answered as the first time', async () => {
    const { userId, key, body, buyer } = await setUp();
    const [first, second] = [
      await buyer.post('/orders', body, key),
      await buyer.post('/orders', body, key),
    ];
    expect(first.status).toBe(201);
    expect(second).toMatchObject({ status: 201, body: first.body });
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
    expect(await countOrders(api, userId)).toBe(1);
  });

  test('is refused with 422 when it is another order', async () => {
    const { userId, key, body, buyer } = await setUp();
    await buyer.post('/orders', body, key);
    const other = { items: [{ ...body.items[0], quantity: 2 }] };
    const answer = await buyer.post('/orders', other, key);
    expect(answer).toMatchObject({ status: 422, body: { code: 'idempotency_mismatch' } });
    expect(await countOrders(api, userId)).toBe(1);
  });

  test('is another one when somebody else has thought of the same key', async () => {
    const [mine, theirs] = [await setUp(), await setUp()];
    const answers = [
      await mine.buyer.post('/orders', mine.body, mine.key),
      await theirs.buyer.post('/orders', mine.body, mine.key),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(answers[0]?.body.id).not.toBe(answers[1]?.body.id);
  });

  test('can be placed when the first time was refused', async () => {
    const { productId, key, buyer } = await setUp();
    const tooMany = { items: [{ productId, quantity: 101 }] };
    expect(await buyer.post('/orders', tooMany, key)).toMatchObject({ status: 409 });
    await api.patch(`/products/${productId}`, { stock: 101 });
    expect(await buyer.post('/orders', tooMany, key)).toMatchObject({ status: 201 });
  });

  test.each(['', 'two words', 'ä', 'x'.repeat(256)])(
    'needs a key that is one, not "%s"',
    async (text) => {
      const { body, buyer } = await setUp();
      const key = { 'idempotency-key': encodeURI(text) === text ? text : 'x y' };
      expect(await buyer.post('/orders', body, key)).toMatchObject({ status: 400 });
    },
  );
});

describe('a server that is killed', () => {
  const COMMIT = { heard: /\bcommit(?:Transaction)?\b/, passOn: true };
  // An open transaction that has written holds up everybody else, on some databases for a minute.
  const STOCK = { heard: /(?:update|findAndModify)\W{1,12}products/, passOn: false };

  /** The app as a process, killed when the words were on their way to the database. */
  async function killAt(
    words: Words,
    buyer: Visitor,
    order: readonly [object, Record<string, string>],
  ) {
    const proxy = await startMuteProxy(portOf(api.deps.env), words);
    const app = await startProcess(detour(api.deps.env, proxy.port));
    const elsewhere = speak(sendTo(`http://127.0.0.1:${app.port}`));
    const [body, key] = order;
    const request = elsewhere.post('/orders', body, { ...buyer.headers, ...key });
    const outcome = request.then(
      ({ status }) => status,
      () => 'no answer',
    );
    await proxy.isMute;
    return {
      kill: async () => {
        app.kill('SIGKILL');
        await app.exitCode;
        await proxy.close();
        return outcome;
      },
    };
  }

  test('between the effect and the answer: the order is there, and whoever asks again gets it', async () => {
    const { userId, key, body, buyer } = await setUp();
    const { kill } = await killAt(COMMIT, buyer, [body, key]);
    await expect.poll(() => countOrders(api, userId), { timeout: 5_000 }).toBe(1);
    expect(await kill()).toBe('no answer');
    const answer = await buyer.post('/orders', body, key);
    expect(answer).toMatchObject({ status: 201, body: { userId } });
    expect(await countOrders(api, userId)).toBe(1);
  });

  test('before the effect: nothing is there, and the order can be placed when the lease is over', async () => {
    const { userId, productId, key, body, buyer } = await setUp();
    const { kill } = await killAt(STOCK, buyer, [body, key]);
    expect(await kill()).toBe('no answer');
    expect([await countOrders(api, userId), await stockOf(api, productId)]).toEqual([0, 100]);
    const early = await buyer.post('/orders', body, key);
    expect(early).toMatchObject({ status: 409, body: { code: 'idempotency_in_progress' } });
    api.clock.advance(idempotency.lease + 1_000);
    expect(await buyer.post('/orders', body, key)).toMatchObject({ status: 201 });
    expect([await countOrders(api, userId), await stockOf(api, productId)]).toEqual([1, 99]);
  });
});
