/**
 * The whole system of level 7 in containers, under load, while one process after the other is killed with -9: each service
 * that compose keeps running, one container at a time, and all copies of it at once. Nothing is started again by hand.
 * Then the books are compared: what customers were told, what the database holds, what was to be told to others, and
 * which jobs were done.
 * Without an engine on this machine, or without the right to kill its processes, it is skipped and counted so.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { productionOf, whyNoEngine, type Containers, type Service } from './support/docker.ts';
import { addJobPerOrder, CONSUMER } from './support/job-per-order.ts';
import { addMailSink } from './support/mail-sink.ts';
import {
  accountAt,
  addProduct,
  numberOf,
  startOrdering,
  type Books,
  type Shop,
} from './support/orders.ts';
import { createProject, type Project } from './support/project.ts';
import { succeed } from './support/run.ts';

const noEngine = (await whyNoEngine()) ?? whyNoKilling();
if (noEngine !== undefined) console.warn(`chaos: skipped (${noEngine})`);

const CUSTOMERS = 8;
/** How long a job may lie with a worker that is dead, and how long the rest may take after it, in seconds. */
const STALLED = 180;
/** How long a service may take from kill -9 until orders are accepted again, in seconds. */
const RECOVERY = 60;

describe.skipIf(noEngine !== undefined)('level 7 on Postgres, under load', () => {
  let project: Project;
  let containers: Containers;
  let shop: Shop;
  let books: Books;

  beforeAll(async () => {
    project = await createProject(inject('packed'), [
      '--level',
      '7',
      '--database',
      'postgres',
      '--features',
      'jwt,redis,queue,docker',
      '--no-install',
    ]);
    await succeed('npm', ['install', '--package-lock-only', '--ignore-scripts'], {
      cwd: project.dir,
    });
    addJobPerOrder(project.dir);
    addMailSink(project.dir);
    containers = await productionOf(project, `backendbytes-${process.pid}-chaos`, {
      RATE_LIMIT_PER_MINUTE: '1000000',
      LOG_LEVEL: 'warn',
    });
    await containers.compose('up', '--build', '--wait');
    shop = await openShop();
    books = startOrdering(shop, CUSTOMERS);
    await sleep(5000);
    report('before anything is killed', books.takeCounts());
    if (books.accepted.size === 0)
      throw new Error('no order is accepted even before anything is killed');
  });
  afterAll(async () => {
    try {
      await containers.remove();
    } finally {
      project.remove();
    }
  });

  test('survives kill -9 of every process, one service after the other', async () => {
    for (const [name, ids] of await targets()) {
      const before = await Promise.all(ids.map(restartsOf));
      const killedAt = performance.now();
      for (const id of ids) process.kill(await pidOf(id), 'SIGKILL');
      await within(RECOVERY, async () => {
        const restarts = await Promise.all(ids.map(restartsOf));
        return restarts.every((count, place) => count > (before[place] ?? 0));
      });
      const backAt = performance.now();
      await within(RECOVERY, async () => {
        const healths = await Promise.all(ids.map(healthOf));
        return healths.every((health) => health === 'healthy') && books.lastAcceptedAt() > backAt;
      });
      report(`kill -9 of ${name}`, books.takeCounts(), (performance.now() - killedAt) / 1000);
      // Docker waits longer each time before it starts something again, until it ran for ten seconds.
      await sleep(11_000);
    }
  }, 900_000);

  test('no order that was accepted is lost, none is there twice, and the stock is right', async () => {
    await books.stop();
    const { orders, taken } = await readBooks();
    const kept = new Set(orders);
    const { accepted } = books;
    console.log(`${accepted.size} orders accepted, ${orders.length} kept`);
    expect(
      [...accepted].filter((number) => !kept.has(number)),
      'lost',
    ).toEqual([]);
    expect(orders.length - kept.size, 'there twice').toBe(0);
    expect(
      orders.filter((number) => !accepted.has(number)),
      'of nobody',
    ).toEqual([]);
    expect(taken.sold).toBe(taken.ordered);
  });

  test('every event that was written down with an order is told, and none was given up', async () => {
    const left = async (where: string): Promise<number> =>
      Number((await query(`select count(*) from outbox_messages where ${where}`))[0]);
    await within(RECOVERY, async () => (await left('parked_at is null')) === 0);
    expect(await left('parked_at is not null')).toBe(0);
  });

  test('every job that an order brought is done, or lies with the dead letters', async () => {
    const ordered = await query('select id from orders');
    // Those that the worker had begun when it was killed are given to the next one when nobody heard of them for so long.
    let [done, dead] = [await jobsDone(), await deadLetters()];
    const end = performance.now() + STALLED * 1000;
    while (done.length + dead.length < ordered.length && performance.now() < end) {
      await sleep(2000);
      [done, dead] = [await jobsDone(), await deadLetters()];
    }
    console.log(`${ordered.length} orders, ${done.length} jobs done, ${dead.length} dead letters`);
    expect([...new Set([...done, ...dead])].sort()).toEqual([...ordered].sort());
  }, 400_000);

  /** The inbox takes each once, whoever tries again. */
  const jobsDone = (): Promise<readonly string[]> =>
    query(`select message_id from inbox_messages where consumer = '${CONSUMER}'`);

  async function deadLetters(): Promise<readonly string[]> {
    const alone = ['--rm', '--no-deps', '--no-TTY', '--env', 'LOG_LEVEL=info'];
    const said = await containers.compose(
      'run',
      ...alone,
      'worker',
      'node',
      'dist/commands/dlq.js',
    );
    const lines = said.split('\n').filter((l) => l.startsWith('{'));
    const letters = lines.map((line) => JSON.parse(line) as Letter);
    return letters.flatMap(({ name, payload }) =>
      name === CONSUMER && payload ? [payload.data.orderId] : [],
    );
  }

  /** Everything that compose starts again, each copy alone and all copies at once. */
  async function targets(): Promise<readonly (readonly [string, readonly string[]])[]> {
    const config = await containers.compose('config', '--format', 'json');
    const { services } = JSON.parse(config) as { services: Readonly<Record<string, Service>> };
    const kept = Object.keys(services).filter((name) => services[name]?.restart);
    const found = await Promise.all(
      kept.map(async (name) => {
        const ids = (await containers.compose('ps', '--quiet', name)).trim().split('\n');
        const alone = ids.map(
          (id, place) => [`${name} ${place + 1} of ${ids.length}`, [id]] as const,
        );
        return ids.length > 1 ? [...alone, [`all of ${name}`, ids] as const] : alone;
      }),
    );
    return found.flat();
  }

  async function openShop(): Promise<Shop> {
    const { url } = containers;
    const email = 'buyer@example.com';
    const { register, authorization } = accountAt(url, email);
    await register();
    // Whoever runs the shop has made it an account that may add products.
    await query(
      `update users set email_verified_at = now(), role = 'admin' where email = '${email}'`,
    );
    const headers = await authorization();
    return {
      url,
      authorization,
      products: [
        await addProduct(url, 'Ones', headers),
        await addProduct(url, 'Thousands', headers),
      ],
    };
  }

  /** What the database says, asked behind the back of the app. */
  async function readBooks() {
    const [ones, thousands] = shop.products;
    const rows = await query(`
      select a.quantity || ' ' || b.quantity from order_items a join order_items b using (order_id)
      where a.product_id = '${ones}' and b.product_id = '${thousands}'`);
    const [sums = ''] = await query(`
      select (select sum(2147483647 - stock) from products where id in ('${ones}', '${thousands}'))
        || ' ' || (select sum(quantity) from order_items)`);
    const [sold, ordered] = sums.split(' ').map(Number);
    const orders = rows.map((row) => {
      const [first = 0, second = 0] = row.split(' ').map(Number);
      return numberOf(first, second);
    });
    return { orders, taken: { sold, ordered } };
  }

  async function query(sql: string): Promise<readonly string[]> {
    const text = await containers.compose(
      'exec',
      '--no-TTY',
      'postgres',
      'psql',
      '-U',
      'app',
      '-qAt',
      'app',
      '-c',
      sql,
    );
    return text.trim().split('\n').filter(Boolean);
  }
});

/** As the project's own `dlq` shows it. */
interface Letter {
  readonly name?: string;
  readonly payload?: { readonly data: { readonly orderId: string } };
}

function report(what: string, counts: Readonly<Record<string, number>>, seconds?: number): void {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const codes = Object.entries(counts).map(([code, count]) => `${code}: ${count}`);
  const recovery =
    seconds === undefined ? '' : `, healthy and selling again after ${seconds.toFixed(1)} s`;
  console.log(`${what}: ${all} requests (${codes.join(', ')})${recovery}`);
}

const inspect = async (id: string, part: string): Promise<string> =>
  (await succeed('docker', ['inspect', '--format', part, id], { cwd: '.' })).trim();
const restartsOf = async (id: string): Promise<number> =>
  Number(await inspect(id, '{{.RestartCount}}'));
const healthOf = (id: string): Promise<string> => inspect(id, '{{.State.Health.Status}}');
const pidOf = async (id: string): Promise<number> => Number(await inspect(id, '{{.State.Pid}}'));

async function within(seconds: number, holds: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + seconds * 1000;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${String(holds)}`);
    await sleep(200);
  }
}

function whyNoKilling(): string | undefined {
  const host = process.env['DOCKER_HOST'] ?? 'unix://';
  if (!host.startsWith('unix://')) return `the engine is elsewhere: ${host}`;
  return process.getuid?.() === 0 ? undefined : 'only root may kill the processes of containers';
}
