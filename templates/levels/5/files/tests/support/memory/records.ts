import { AppError } from '../../../src/errors/app-error.ts';
import type { RecordRepository } from '../../../src/repositories/contracts.ts';
import type { Page, Position } from '../../../src/utils/pagination.ts';
import type { Kind, Memory, Stored } from './memory.ts';

interface Row extends Stored {
  readonly version: number;
  readonly [field: string]: unknown;
}

interface Changes {
  readonly version?: number | undefined;
}

/** Records of one kind, as any database of this project keeps them. */
export function recordsIn<
  Item extends Stored,
  Input extends object,
  Patch extends Changes,
  Query extends Page<string, object>,
>(memory: Memory, kind: Kind): RecordRepository<Item, Input, Patch, Query> {
  memory.kinds.set(kind.name, kind);
  const rows = memory.table<Row>(kind.name);
  const now = () => memory.clock.now().toISOString();
  const put = (row: Row): Item => {
    refuseDuplicate(memory, kind, row);
    refuseDangling(memory, kind, row);
    return toItem<Item>(rows.put(row));
  };
  return {
    list: (page) => later(() => pageOf(kind, rows.all(), page).map(toItem<Item>)),
    find: (id) => later(() => toItem<Item | undefined>(rows.get(id))),
    insert: (input) =>
      later(() => {
        const at = now();
        const record = { id: memory.ids.next(), version: 1, createdAt: at, updatedAt: at };
        return put({ ...record, ...input });
      }),
    update: (id, { version, ...changes }) =>
      later(() => {
        const row = rows.get(id);
        const isSeen = row && (version === undefined || version === row.version);
        if (!isSeen) return undefined;
        return put({ ...row, ...changes, version: row.version + 1, updatedAt: now() });
      }),
    remove: (id) =>
      later(() => {
        refuseReferenced(memory, kind, id);
        return rows.remove(id);
      }),
  };
}

/** A database answers later; so do we, and what `work` throws is a rejection. */
export const later = <Result>(work: () => Result): Promise<Result> => Promise.resolve().then(work);

/** A copy: what a caller does to it changes nothing here. */
const toItem = <Item>(row: unknown): Item => structuredClone(row) as Item;

function refuseDuplicate(memory: Memory, { name, unique }: Kind, row: Row): void {
  const others = memory
    .table<Row>(name)
    .all()
    .filter(({ id }) => id !== row.id);
  const taken = unique
    .map((names) => [names].flat())
    .find(
      (names) =>
        names.every((one) => row[one] !== null) &&
        others.some((other) => names.every((one) => other[one] === row[one])),
    );
  if (!taken) return;
  throw new AppError('conflict', 'There is one with this value already.', { field: taken.at(-1) });
}

function refuseDangling(memory: Memory, { references }: Kind, row: Row): void {
  const field = Object.keys(references).find((one) => {
    const id = row[one];
    return typeof id === 'string' && !memory.table(references[one] ?? '').get(id);
  });
  if (field) throw new AppError('conflict', 'What it refers to does not exist.', { field });
}

function refuseReferenced(memory: Memory, { name }: Kind, id: string): void {
  for (const kind of memory.kinds.values()) {
    const fields = Object.keys(kind.references).filter((one) => kind.references[one] === name);
    const rows = memory
      .table<Row>(kind.name)
      .all()
      .filter((row) => row.id !== id);
    if (rows.some((row) => fields.some((field) => row[field] === id))) {
      throw new AppError('conflict', 'Something else refers to it.', { by: kind.name });
    }
  }
}

/** The rows after the position, one more than the page holds. */
export function pageOf<One extends Stored>(
  { order }: Pick<Kind, 'order'>,
  rows: readonly One[],
  { limit, sort, after, filter }: Page<string, object>,
): One[] {
  const direction = sort.isDescending ? -1 : 1;
  const isNumber = order[sort.field] === 'number';
  const compare = (one: Position, other: Position): number =>
    direction * (compareValues(isNumber, one.value, other.value) || compareText(one.id, other.id));
  const positionOf = (row: One): Position => ({
    value: valueOf(row, sort.field) as Position['value'],
    id: row.id,
  });
  return rows
    .filter((row) =>
      Object.entries(filter).every(([field, value]) => valueOf(row, field) === value),
    )
    .filter((row) => !after || compare(positionOf(row), after) > 0)
    .sort((one, other) => compare(positionOf(one), positionOf(other)))
    .slice(0, limit + 1);
}

const valueOf = (row: object, field: string): unknown => (row as Row)[field];

/** A missing value is the smallest. */
function compareValues(
  isNumber: boolean,
  one: Position['value'],
  other: Position['value'],
): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  return isNumber ? Number(one) - Number(other) : compareText(String(one), String(other));
}

const compareText = (one: string, other: string): number =>
  one === other ? 0 : one < other ? -1 : 1;
