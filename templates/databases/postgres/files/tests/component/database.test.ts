import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { describe, expect, test, vi, type TestContext } from 'vitest';
import { databaseLimits } from '../../src/constants/database-limits.ts';
import { limits } from '../../src/constants/limits.ts';
import { withTransaction } from '../../src/db/transaction.ts';
import { route } from '../../src/routes/route.ts';
import { startApi, type Api } from '../support/api.ts';
import { testDatabase } from '../support/database.ts';
import { startProxy } from '../support/proxy.ts';
import { run } from '../support/template.ts';

type Env = Readonly<Record<string, string>>;

/** The app with two routes of its own: one slow statement, and a transaction that takes its time. */
async function startSlowApi({ onTestFinished }: TestContext, env: Env = {}): Promise<Api> {
  const database = () => api.deps.db;
  const slow = async () => {
    await database().execute(sql`select pg_sleep(10)`);
  };
  const transaction = () =>
    withTransaction(database(), async (tx) => {
      await tx.execute(sql`select 1`);
      await sleep(20);
      await tx.execute(sql`select 1`);
    });
  const routes = [
    route({ method: 'get', path: '/slow', summary: 'Slow', handle: slow }),
    route({ method: 'get', path: '/transaction', summary: 'Transaction', handle: transaction }),
  ];
  const api = await startApi({ env, routes });
  onTestFinished(() => api.close());
  return api;
}

const urlOf = async (): Promise<string> => (await testDatabase())['DATABASE_URL'] ?? '';
const statusOf = async (api: Api, path: string): Promise<number> => (await api.get(path)).status;

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(20);
}

async function untilStatus(api: Api, path: string, status: number): Promise<void> {
  await until(async () => (await statusOf(api, path)) === status);
}

/**
 * Requests without a pause while connections are lost and after it, until one succeeds again.
 * @param lose is told what the requests were answered since the last success
 * @returns the statuses seen
 */
async function underLoad(
  api: Api,
  lose: (answered: ReadonlySet<number>) => Promise<unknown>,
): Promise<ReadonlySet<number>> {
  const [all, recent] = [new Set<number>(), new Set<number>()];
  let isOver = false;
  const clients = Array.from({ length: 8 }, async () => {
    while (!isOver) {
      const status = await statusOf(api, '/transaction');
      all.add(status);
      recent.add(status);
    }
  });
  await until(() => recent.has(200));
  await lose(recent);
  recent.clear();
  await until(() => recent.has(200));
  isOver = true;
  await Promise.all(clients);
  return all;
}

describe.concurrent('without its database', () => {
  test('the app lives, is not ready, and needs no restart to be ready again', async (context) => {
    const proxy = await startProxy(await urlOf());
    const api = await startSlowApi(context, { DATABASE_URL: proxy.url });
    await untilStatus(api, '/readyz', 200);
    await proxy.cut();
    await untilStatus(api, '/readyz', 503);
    expect(await statusOf(api, '/livez')).toBe(200);
    const answer = await api.get('/transaction');
    expect(answer).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(answer.headers.get('retry-after')).toBe('1');
    await proxy.restore();
    await untilStatus(api, '/readyz', 200);
    await untilStatus(api, '/transaction', 200);
    await proxy.cut();
  });

  test('the app starts, and serves when it comes', async (context) => {
    const proxy = await startProxy(await urlOf());
    await proxy.cut();
    const api = await startSlowApi(context, { DATABASE_URL: proxy.url });
    expect(await statusOf(api, '/readyz')).toBe(503);
    await proxy.restore();
    await untilStatus(api, '/readyz', 200);
    await proxy.cut();
  });

  test('the app says so within two seconds', () => {
    const { timeout, keep } = limits.readiness;
    expect(timeout + keep).toBeLessThanOrEqual(2_000);
  });
});

describe.concurrent('connections that are lost in the middle of transactions', () => {
  test('because the network broke cost a 503 each, and nothing else', async (context) => {
    const proxy = await startProxy(await urlOf());
    const api = await startSlowApi(context, { DATABASE_URL: proxy.url });
    const seen = await underLoad(api, async (answered) => {
      await proxy.cut();
      await until(() => answered.has(503));
      await proxy.restore();
    });
    expect([...seen].sort()).toEqual([200, 503]);
    expect(api.deps.db.$client.idleCount).toBe(api.deps.db.$client.totalCount);
    await proxy.cut();
  });

  test('because the server ended them cost a 503 each, and nothing else', async (context) => {
    const url = await urlOf();
    const api = await startSlowApi(context, { DATABASE_URL: `${url}?application_name=ended` });
    const end = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'ended'`;
    // A connection may be ended between two transactions; then nobody hears of it.
    const seen = await underLoad(api, (answered) =>
      run(url, async (client) => {
        while (!answered.has(503)) await client.query(end);
      }),
    );
    expect([...seen].sort()).toEqual([200, 503]);
    expect(api.deps.db.$client.idleCount).toBe(api.deps.db.$client.totalCount);
  });
});

describe.concurrent('nothing waits for ever', () => {
  test('for a connection: a full pool turns requests away within three seconds', async (context) => {
    const api = await startSlowApi(context, { PG_POOL_MAX: '2' });
    const { $client: pool } = api.deps.db;
    const take = () => vi.waitFor(() => pool.connect(), { timeout: 20_000 });
    const taken = [await take(), await take()];
    const answers = await Promise.all(Array.from({ length: 10 }, () => api.get('/transaction')));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(503));
    expect(databaseLimits.connectionTimeoutMillis).toBeLessThan(3_000);
    for (const client of taken) client.release();
    expect(await statusOf(api, '/transaction')).toBe(200);
  });

  test('for a statement: the server ends it and the caller gets a 503', async (context) => {
    const api = await startSlowApi(context, {
      DATABASE_URL: `${await urlOf()}?statement_timeout=200`,
    });
    expect(await statusOf(api, '/slow')).toBe(503);
    expect(await statusOf(api, '/transaction')).toBe(200);
  });

  test('for a lock: the one who waits gets a 503', async (context) => {
    const api = await startSlowApi(context, {
      DATABASE_URL: `${await urlOf()}?lock_timeout=200`,
      PG_POOL_MAX: '2',
    });
    const { db } = api.deps;
    await db.execute(sql`create table if not exists locked (id int)`);
    await withTransaction(db, async (tx) => {
      await tx.execute(sql`lock table locked`);
      const waiting = withTransaction(db, (other) => other.execute(sql`select * from locked`));
      await expect(waiting).rejects.toMatchObject({ cause: { code: '55P03' } });
    });
  });

  test('as the limits are what the server was told', async (context) => {
    const api = await startSlowApi(context);
    const { rows } = await api.deps.db.execute(
      sql`select name, setting::int from pg_settings where name in ('statement_timeout', 'lock_timeout')`,
    );
    const { lock_timeout, statement_timeout } = databaseLimits;
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      lock_timeout,
      statement_timeout,
    });
    expect(statement_timeout).toBeLessThan(5_000);
  });
});
