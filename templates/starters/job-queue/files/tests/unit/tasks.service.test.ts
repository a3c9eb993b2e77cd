import { expect, test } from 'vitest';
import { byName } from '../../src/tasks/index.ts';
import { servicesInMemory } from '../support/services-in-memory.ts';
import { unknownId } from '../support/samples.ts';
import { kindOfTest } from '../support/tasks.ts';

const who = { userId: unknownId(), role: 'viewer' } as const;
const input = { kind: 'test', payload: { text: 'a' }, priority: 5, runAt: null };

async function begun(work: () => unknown) {
  const { begun: done, kind } = kindOfTest(work);
  const { services, clock } = servicesInMemory({ taskKinds: byName([kind]) });
  const { id } = await services.tasks.submit(who.userId, input);
  return { id, done, clock, tasks: services.tasks };
}

test('what has ended is not done again, and keeps its end', async () => {
  const { id, done, clock, tasks } = await begun(() => 'result');
  await tasks.run(id);
  const ended = await tasks.read(id, who);
  expect(ended).toMatchObject({ state: 'done', result: 'result', attempts: 1 });
  clock.advance(60_000);
  await tasks.run(id);
  await tasks.giveUp(id, 'too late');
  expect(await tasks.read(id, who)).toEqual(ended);
  expect(done).toHaveLength(1);
});

test('of two workers with one task, the one that is late changes nothing', async () => {
  const ends: ((result: string) => void)[] = [];
  const { id, tasks } = await begun(() => new Promise((resolve) => ends.push(resolve)));
  const runs = [tasks.run(id), tasks.run(id)];
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.('second');
  await runs[1];
  ends[0]?.('first');
  await runs[0];
  expect(await tasks.read(id, who)).toMatchObject({ state: 'done', result: 'second' });
});

test('a failure is written down and handed on, so that the queue tries again', async () => {
  const { id, tasks } = await begun(() => {
    throw new Error('broken');
  });
  await expect(tasks.run(id)).rejects.toThrow('broken');
  expect(await tasks.read(id, who)).toMatchObject({ state: 'waiting', error: 'broken' });
});

test('a task that kills whoever does it is given up where it stands', async () => {
  const { id, tasks } = await begun(() => new Promise(() => undefined));
  void tasks.run(id);
  await expect.poll(async () => (await tasks.read(id, who)).state).toBe('running');
  await tasks.giveUp(id, 'job stalled more than allowable limit');
  expect(await tasks.read(id, who)).toMatchObject({
    state: 'dead',
    error: expect.stringContaining('stalled'),
  });
});
