import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { adapters, type Adapter } from '../support/adapters.ts';
import { kindOf } from '../support/clicks.ts';

const FIRST_DAY = '2026-01-01';

describe.each(adapters)('the clicks of days in $name', ({ open }) => {
  let adapter: Adapter;
  beforeAll(async () => {
    adapter = await open();
  });
  afterAll(() => adapter.close());

  const newLink = async (): Promise<string> => {
    const code = randomUUID().slice(0, 8);
    const link = { code, url: 'https://example.com/', clicks: 0, expiresAt: null };
    return (await adapter.repositories.links.insert(link)).id;
  };
  const add = (...counts: Parameters<typeof adapter.repositories.clickDays.add>[0]) =>
    adapter.unitOfWork.run(({ clickDays }) => clickDays.add(counts));
  const list = (linkId: string, since = FIRST_DAY) =>
    adapter.repositories.clickDays.list(linkId, since);

  test('are added to those that are there, at the same time, too', async () => {
    const [one, other] = [kindOf(await newLink()), kindOf(await newLink())];
    const adding = Array.from({ length: 5 }, () =>
      add({ ...one, clicks: 2 }, { ...other, clicks: 3 }),
    );
    await Promise.all(adding);
    expect(await list(one.linkId)).toEqual([{ ...one, clicks: 10 }]);
    expect(await list(other.linkId)).toEqual([{ ...other, clicks: 15 }]);
  });

  test('are one row a day, a source and an agent', async () => {
    const kind = kindOf(await newLink());
    const others = [
      { ...kind, day: '2026-02-01' },
      { ...kind, source: 'search' } as const,
      { ...kind, agent: 'bot' } as const,
    ];
    await add(...[kind, ...others].map((each) => ({ ...each, clicks: 1 })));
    expect(await list(kind.linkId)).toHaveLength(4);
    expect(await list(kind.linkId, '2026-02-01')).toEqual([{ ...others[0], clicks: 1 }]);
  });

  test('of a link that is gone are not kept, and harm no others', async () => {
    const [there, gone] = [kindOf(await newLink()), kindOf(randomUUID())];
    await add({ ...gone, clicks: 1 }, { ...there, clicks: 1 });
    expect(await list(gone.linkId)).toEqual([]);
    expect(await list(there.linkId)).toHaveLength(1);
  });

  test('are forgotten with their link', async () => {
    const kind = kindOf(await newLink());
    await add({ ...kind, clicks: 1 });
    await adapter.repositories.clickDays.forget(kind.linkId);
    expect(await list(kind.linkId)).toEqual([]);
  });
});
