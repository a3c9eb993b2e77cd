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
  readonly unique: readonly string[];
  /** field → name of the table it points into */
  readonly references: Readonly<Record<string, string>>;
}

/** Tables that live as long as a test. */
export interface Memory {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly kinds: Map<string, Kind>;
  readonly table: <Row extends Stored>(name: string) => Map<string, Row>;
  /** One after the other, and undone when the work fails. */
  readonly transaction: <Result>(work: () => Promise<Result>) => Promise<Result>;
}

type Table = Map<string, Stored>;

export function createMemory(clock: Clock = createClock(), ids: Ids = createIds()): Memory {
  const tables = new Map<string, Table>();
  const table = (name: string): Table => {
    const found = tables.get(name) ?? new Map<string, Stored>();
    tables.set(name, found);
    return found;
  };
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
  return {
    clock,
    ids,
    kinds: new Map(),
    table: (name) => table(name) as Map<string, never>,
    transaction: (work) =>
      inTurn(async () => {
        const before = [...tables].map(([name, rows]) => [name, [...rows]] as const);
        try {
          return await work();
        } catch (error) {
          tables.forEach((rows) => rows.clear());
          for (const [name, rows] of before) rows.forEach(([id, row]) => table(name).set(id, row));
          throw error;
        }
      }),
  };
}
