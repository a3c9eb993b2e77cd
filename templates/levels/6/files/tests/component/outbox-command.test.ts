import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type Api, type LogLine } from '../support/api.ts';
import { ownDatabase } from '../support/database.ts';
import { testServices } from '../support/services.ts';

let api: Api;
let database: Awaited<ReturnType<typeof ownDatabase>>;
beforeAll(async () => {
  database = await ownDatabase();
  api = await startApi({ env: database });
});
afterAll(() => api.close());

/** As somebody would on the command line. @returns the lines it logs */
async function outbox(...args: readonly string[]): Promise<readonly LogLine[]> {
  const services = await Promise.all(testServices.map((service) => service()));
  const settings = { NODE_ENV: 'test', LOG_LEVEL: 'info' };
  const env = Object.assign({}, process.env, settings, ...services, database);
  const command = ['--import', 'tsx', 'src/commands/outbox.ts', ...args];
  const { stdout } = await promisify(execFile)(process.execPath, command, { env });
  return stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as LogLine);
}

/** A message that was given up. */
async function park(): Promise<string> {
  const { outbox: messages } = api.deps.repositories;
  const [id, token, now] = [randomUUID(), randomUUID(), api.clock.now()];
  const moments = { createdAt: now, availableAt: now };
  await messages.add({ id, type: 'thing.made', key: id, data: {}, token, ...moments });
  await messages.park(id, token, 'nobody is at home');
  return id;
}

test('shows what was given up and why, and has it told again', async () => {
  const { parked } = api.deps.services.outbox;
  const [one, other] = [await park(), await park()];
  expect(await outbox('list')).toContainEqual(
    expect.objectContaining({ id: one, msg: 'thing.made', error: 'nobody is at home' }),
  );
  expect(await outbox('revive', one)).toContainEqual(expect.objectContaining({ messages: [one] }));
  expect((await parked()).map(({ id }) => id)).toEqual([other]);
  await outbox('revive', 'all');
  expect(await parked()).toEqual([]);
  const heard: string[] = [];
  api.deps.events.on({ type: 'thing.made' }, (_, { id }) => Promise.resolve(void heard.push(id)));
  const relay = api.deps.services.outbox.startRelay();
  await expect.poll(() => heard.toSorted(), { timeout: 10_000 }).toEqual([one, other].toSorted());
  await relay.close();
}, 60_000);

test('says how it is used when it is not understood', async () => {
  await expect(outbox('revive')).rejects.toThrow(/outbox -- list \| revive ID/);
}, 60_000);
