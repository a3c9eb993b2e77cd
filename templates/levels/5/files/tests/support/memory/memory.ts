import { AsyncLocalStorage } from 'node:async_hooks';
import { createClock, type Clock } from '../../../src/utils/clock.ts';
import { createIds, type Ids } from '../../../src/utils/ids.ts';

export interface Stored {
  readonly id: string;
}

/** What a table knows about its rows; the constraints of a small database. */
export interface Kind {
  readonly name: string;
  /** how the fields compare that a list can be sorted by */
  readonly order: Readonly<Record<string, 'text' | 'number'>>;
  /** no two rows have the same value of it; of a list, of all in it */
  readonly unique: readonly (string | readonly string[])[];
  /** field → name of the table it points into */
  readonly references: Readonly<Record<string, string>>;
}

export interface Table<Row extends Stored> {
  readonly get: (id: string) => Row | undefined;
  readonly all: () => Row[];
  readonly put: (row: Row) => Row;
  readonly remove: (id: string) => boolean;
}

/** Tables that live as long as a test. */
export interface Memory {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly kinds: Map<string, Kind>;
  readonly table: <Row extends Stored>(name: string) => Table<Row>;
  /** One after the other; what it wrote is undone when it fails. */
  readonly transaction: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

type Undo = () => void;

export function createMemory(clock: Clock = createClock(), ids: Ids = createIds()): Memory {
  const tables = new Map<string, Table<never>>();
  const undoing = new AsyncLocalStorage<Undo[]>();
  let last: Promise<unknown> = Promise.resolve();

  const undoable = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    const undos: Undo[] = [];
    try {
      return await undoing.run(undos, work);
    } catch (error) {
      for (const undo of undos.toReversed()) undo();
      throw error;
    }
  };
  return {
    clock,
    ids,
    kinds: new Map(),
    table: <Row extends Stored>(name: string) => {
      const table = tables.get(name) ?? createTable((undo) => undoing.getStore()?.push(undo));
      tables.set(name, table);
      return table as unknown as Table<Row>;
    },
    transaction: (work) => {
      const turn = last.then(() => undoable(work));
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

function createTable<Row extends Stored>(remember: (undo: Undo) => void): Table<Row> {
  const rows = new Map<string, Row>();
  const rememberRow = (id: string): void => {
    const before = rows.get(id);
    remember(() => void (before ? rows.set(id, before) : rows.delete(id)));
  };
  return {
    get: (id) => rows.get(id),
    all: () => [...rows.values()],
    put: (row) => {
      rememberRow(row.id);
      rows.set(row.id, row);
      return row;
    },
    remove: (id) => {
      rememberRow(id);
      return rows.delete(id);
    },
  };
}
