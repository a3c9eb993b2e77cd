import type {
  OutboxMessage,
  OutboxRepository,
} from '../../../src/repositories/outbox-contracts.ts';
import type { Memory } from './memory.ts';
import { later } from './records.ts';

interface Row extends OutboxMessage {
  readonly position: number;
  readonly createdAt: Date;
  readonly availableAt: Date;
  readonly holder: string | null;
  readonly isParked: boolean;
  readonly error: string;
}

let position = 0;

export function outboxRepository(memory: Memory): OutboxRepository {
  const rows = memory.table<Row>('outbox_messages');
  const ordered = () => rows.all().sort((one, other) => one.position - other.position);
  const isFirst = (row: Row): boolean =>
    ordered().find(({ key, isParked }) => key === row.key && !isParked) === row;
  const heldBy = (id: string, holder: string): Row | undefined =>
    rows.all().find((row) => row.id === id && row.holder === holder);
  const change = (id: string, token: string, changes: Partial<Row>): void => {
    const row = heldBy(id, token);
    if (row) rows.put({ ...row, holder: null, ...changes });
  };
  return {
    add: ({ data, token, ...message }) =>
      later(() => {
        position += 1;
        const state = { position, attempts: token === null ? 0 : 1, holder: token, error: '' };
        rows.put({ ...message, ...state, isParked: false, data: structuredClone(data) });
      }),
    lease: ({ token, limit, now, until }) =>
      later(() =>
        ordered()
          .filter((row) => !row.isParked && row.availableAt <= now && isFirst(row))
          .slice(0, limit)
          .map((row) =>
            rows.put({ ...row, holder: token, availableAt: until, attempts: row.attempts + 1 }),
          ),
      ),
    remove: (id, token) =>
      later(() => {
        if (heldBy(id, token)) rows.remove(id);
      }),
    postpone: (id, token, { until }) => later(() => change(id, token, { availableAt: until })),
    park: (id, token, error) => later(() => change(id, token, { isParked: true, error })),
    parked: () => later(() => ordered().filter(({ isParked }) => isParked)),
    lag: () =>
      later(() => {
        const waiting = ordered().filter(({ isParked }) => !isParked);
        const parked = rows.all().length - waiting.length;
        return { waiting: waiting.length, parked, oldest: waiting[0]?.createdAt };
      }),
    revive: (id, now) =>
      later(() => {
        const row = rows.get(id);
        if (!row?.isParked) return false;
        rows.put({ ...row, isParked: false, attempts: 0, availableAt: now });
        return true;
      }),
  };
}
