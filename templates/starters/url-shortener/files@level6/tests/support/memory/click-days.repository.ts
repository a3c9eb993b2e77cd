import { toKey, type ClickCount } from '../../../src/clicks/store.ts';
import type { ClickDaysRepository } from '../../../src/repositories/click-day-contracts.ts';
import type { LinkOutput } from '../../../src/schemas/links.schema.ts';
import type { Memory } from './memory.ts';
import { later } from './records.ts';

interface Row extends ClickCount {
  readonly id: string;
}

export function clickDaysRepository(memory: Memory): ClickDaysRepository {
  const rows = memory.table<Row>('click_days');
  const links = memory.table<LinkOutput>('links');
  const of = (linkId: string) => rows.all().filter((row) => row.linkId === linkId);
  return {
    add: (counts) =>
      later(() => {
        for (const count of counts) {
          if (!links.get(count.linkId)) continue;
          const id = toKey(count);
          rows.put({ ...count, id, clicks: count.clicks + (rows.get(id)?.clicks ?? 0) });
        }
      }),
    list: (linkId, since) =>
      later(() =>
        of(linkId)
          .filter(({ day }) => day >= since)
          .map(({ id: _id, ...count }) => count),
      ),
    forget: (linkId) =>
      later(() => {
        for (const { id } of of(linkId)) rows.remove(id);
      }),
  };
}
