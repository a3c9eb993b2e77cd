import type { Connector } from '../config/open-connections.ts';
import { AppError } from '../errors/app-error.ts';
import type { Page, Position } from '../utils/pagination.ts';

/** What a collection knows about its rows; the constraints of a small database. */
export interface Model<Row> {
  readonly name: string;
  /** fields a list can be sorted by */
  readonly order: Readonly<Partial<Record<keyof Row, 'text' | 'number'>>>;
  /** no two rows have the same value of it; of a list, of all in it */
  readonly unique: readonly (keyof Row | readonly (keyof Row)[])[];
  /** field → name of the collection it points into */
  readonly references: Readonly<Partial<Record<keyof Row, string>>>;
}

export interface Collection<Row> {
  readonly get: (id: string) => Promise<Row | undefined>;
  /** rejects when the row breaks a constraint of the model */
  readonly insert: (row: Row) => Promise<Row>;
  /** Nothing comes between reading the row and writing what `change` makes of it. */
  readonly update: (id: string, change: (row: Row) => Row) => Promise<Row | undefined>;
  readonly remove: (id: string) => Promise<boolean>;
  readonly clear: () => Promise<void>;
  /** one row more than the page holds, if there is one */
  readonly list: (page: Page<string, Partial<Row>>) => Promise<Row[]>;
}

interface Stored {
  readonly id: string;
}

export interface MemoryDb {
  readonly collection: <Row extends Stored>(model: Model<Row>) => Collection<Row>;
}

/** Rows live as long as the process. */
export const db: Connector<MemoryDb> = {
  open: () => Promise.resolve(createMemoryDb()),
  check: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

type Table = Map<string, Stored>;

function createMemoryDb(): MemoryDb {
  const tables = new Map<string, Table>();
  const tableOf = (name: string): Table => {
    const table = tables.get(name) ?? new Map<string, Stored>();
    tables.set(name, table);
    return table;
  };
  return { collection: (model) => createCollection(model, tableOf) };
}

function createCollection<Row extends Stored>(
  model: Model<Row>,
  tableOf: (name: string) => Table,
): Collection<Row> {
  const rows = tableOf(model.name) as Map<string, Row>;
  const put = (row: Row): Row => {
    refuseDuplicates(model, rows, row);
    refuseDangling(model, tableOf, row);
    rows.set(row.id, row);
    return row;
  };
  return {
    get: (id) => promise(() => rows.get(id)),
    insert: (row) => promise(() => put(row)),
    update: (id, change) =>
      promise(() => {
        const row = rows.get(id);
        return row && put(change(row));
      }),
    remove: (id) => promise(() => rows.delete(id)),
    clear: () => promise(() => rows.clear()),
    list: (page) => promise(() => listRows(model, [...rows.values()], page)),
  };
}

/** A database answers later; so do we, and what `work` throws is a rejection. */
const promise = <Result>(work: () => Result): Promise<Result> => Promise.resolve().then(work);

function refuseDuplicates<Row extends Stored>(
  { unique }: Model<Row>,
  rows: ReadonlyMap<string, Row>,
  row: Row,
): void {
  const others = [...rows.values()].filter(({ id }) => id !== row.id);
  const taken = unique
    .map((names) => [names].flat() as (keyof Row)[])
    .find(
      (names) =>
        names.every((name) => row[name] !== null) &&
        others.some((other) => names.every((name) => other[name] === row[name])),
    );
  if (taken) throw new AppError('conflict', 'The value is taken.', { field: taken.at(-1) });
}

function refuseDangling<Row extends Stored>(
  { references }: Model<Row>,
  tableOf: (name: string) => Table,
  row: Row,
): void {
  const dangling = Object.entries<string | undefined>(references).find(([field, target]) => {
    const id = row[field as keyof Row];
    return typeof id === 'string' && target !== undefined && !tableOf(target).has(id);
  });
  if (!dangling) return;
  const [field] = dangling;
  throw new AppError('conflict', 'What it refers to does not exist.', { field });
}

function listRows<Row extends Stored>(
  { order }: Model<Row>,
  rows: readonly Row[],
  { limit, sort, after, filter }: Page<string, Partial<Row>>,
): Row[] {
  const kind = order[sort.field as keyof Row] ?? 'text';
  const valueOf = (row: Row) => row[sort.field as keyof Row] as Position['value'];
  const direction = sort.isDescending ? -1 : 1;
  const compare = (one: Position, other: Position): number =>
    direction * (compareValues(kind, one.value, other.value) || compareText(one.id, other.id));
  const wanted = Object.entries(filter) as [keyof Row, unknown][];
  return rows
    .filter((row) => wanted.every(([field, value]) => row[field] === value))
    .map((row) => ({ row, position: { value: valueOf(row), id: row.id } }))
    .filter(({ position }) => !after || compare(position, after) > 0)
    .sort((one, other) => compare(one.position, other.position))
    .slice(0, limit + 1)
    .map(({ row }) => row);
}

function compareValues(
  kind: 'text' | 'number',
  one: Position['value'],
  other: Position['value'],
): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  return kind === 'number' ? Number(one) - Number(other) : compareText(String(one), String(other));
}

const compareText = (one: string, other: string): number =>
  one === other ? 0 : one < other ? -1 : 1;
