import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Transaction } from '../../src/db/client.ts';
import { withTransaction } from '../../src/db/transaction.ts';
import { route } from '../../src/routes/route.ts';
import { startApi, type Api } from '../support/api.ts';

let api: Api;
beforeAll(async () => {
  const register = async () => {
    await api.deps.db.execute(sql`insert into accounts (name) values ('taken')`);
  };
  const fail = async () => {
    await api.deps.db.execute(sql`select ${'a value of theirs'}::text from nowhere`);
  };
  api = await startApi({
    env: { PG_POOL_MAX: '4' },
    routes: [
      route({
        method: 'post',
        path: '/accounts',
        summary: 'Register',
        status: 201,
        handle: register,
      }),
      route({ method: 'post', path: '/failures', summary: 'Fail', handle: fail }),
    ],
  });
  await api.deps.db.execute(
    sql`create table accounts (name text primary key, cents int not null default 0)`,
  );
});
afterAll(() => api.close());

const open = (name: string, cents = 0) =>
  api.deps.db.execute(sql`insert into accounts (name, cents) values (${name}, ${cents})`);

async function centsOf(name: string): Promise<unknown> {
  const { rows } = await api.deps.db.execute(sql`select cents from accounts where name = ${name}`);
  return rows[0]?.['cents'];
}

const add = (transaction: Transaction, name: string, cents: number) =>
  transaction.execute(sql`update accounts set cents = cents + ${cents} where name = ${name}`);

const connectionsInUse = (): number =>
  api.deps.db.$client.totalCount - api.deps.db.$client.idleCount;

test('a transaction that fails leaves nothing behind, and gives its connection back', async () => {
  await open('rent', 100);
  const failing = withTransaction(api.deps.db, async (transaction) => {
    await add(transaction, 'rent', -60);
    throw new Error('in the middle');
  });
  await expect(failing).rejects.toThrow('in the middle');
  expect(await centsOf('rent')).toBe(100);
  expect(connectionsInUse()).toBe(0);
});

test('a transaction in which a failed statement was swallowed does not pass for done', async () => {
  await open('swallowed');
  const swallowing = withTransaction(api.deps.db, async (transaction) => {
    await add(transaction, 'swallowed', 1);
    await transaction.execute(sql`select 1 / 0`).catch(() => undefined);
  });
  await expect(swallowing).rejects.toThrow('failed before its commit');
  expect(await centsOf('swallowed')).toBe(0);
});

test('transactions that read what another changes are tried again, and none is lost', async () => {
  await open('counter');
  const increment = () =>
    withTransaction(
      api.deps.db,
      async (transaction) => {
        const { rows } = await transaction.execute(
          sql`select cents from accounts where name = 'counter'`,
        );
        const cents = Number(rows[0]?.['cents']) + 1;
        await transaction.execute(sql`update accounts set cents = ${cents} where name = 'counter'`);
      },
      { isolation: 'serializable', retries: 20 },
    );
  await Promise.all(Array.from({ length: 6 }, increment));
  expect(await centsOf('counter')).toBe(6);
});

test('of two transactions that block each other, the one that was ended is tried again', async () => {
  await open('left');
  await open('right');
  let attempts = 0;
  let arrived = 0;
  const move = (first: string, second: string) =>
    withTransaction(api.deps.db, async (transaction) => {
      attempts += 1;
      await add(transaction, first, 1);
      arrived += 1;
      while (arrived < 2) await sleep(5);
      await add(transaction, second, 1);
    });
  await Promise.all([move('left', 'right'), move('right', 'left')]);
  expect(await Promise.all([centsOf('left'), centsOf('right')])).toEqual([2, 2]);
  expect(attempts).toBe(3);
});

test('a transaction needs one connection', async () => {
  await open('alone');
  const single = await startApi({ env: { PG_POOL_MAX: '1' } });
  await withTransaction(single.deps.db, async (transaction) => {
    await add(transaction, 'alone', 1);
    await add(transaction, 'alone', 1);
  });
  await single.close();
  expect(await centsOf('alone')).toBe(2);
});

test('of ten who take one name at once, one has it and nine hear the same', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => api.post('/accounts', {})));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
  const refused = answers.filter(({ status }) => status === 409);
  for (const { body } of refused) {
    expect(body).toMatchObject({
      code: 'conflict',
      field: 'name',
      detail: refused[0]?.body.detail,
    });
    expect(JSON.stringify(body)).not.toContain('accounts');
  }
});

test('what a failed statement was given is in no answer and in no log', async () => {
  const answer = await api.post('/failures', {});
  expect(answer.status).toBe(500);
  const told = JSON.stringify([answer.body, api.log]);
  expect(told).toContain('from nowhere');
  expect(told).not.toContain('a value of theirs');
});
