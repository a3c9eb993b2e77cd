import type { KeepingRepository } from '../../../src/repositories/keeping-contracts.ts';
import type { Page } from '../../../src/utils/pagination.ts';
import type { Kind, Memory, Stored, Table } from './memory.ts';
import { later, recordsIn } from './records.ts';

interface Row extends Stored {
  readonly version: number;
  readonly deletedAt?: string | null;
}

/** Records of one kind, of which those that are removed are kept. */
export function keptIn<
  Item extends Stored,
  Input extends object,
  Patch extends { readonly version?: number | undefined },
  Query extends Page<string, object>,
>(memory: Memory, kind: Kind): KeepingRepository<Item, Input, Patch, Query> {
  const rows = memory.table<Row>(kind.name);
  const recordsOf = (table: Table<Row>) =>
    recordsIn<Item, Input, Patch, Query>(withTable(memory, kind.name, table), kind);
  const livingRows = only((row) => !isDeleted(row), rows);
  const deletedRows = only(isDeleted, rows);
  const living = recordsOf(livingRows);
  const now = () => memory.clock.now().toISOString();
  return {
    ...living,
    remove: (id) =>
      later(() => {
        const row = livingRows.get(id);
        if (row) rows.put({ ...row, version: row.version + 1, deletedAt: now() });
        return row !== undefined;
      }),
    listDeleted: recordsOf(deletedRows).list,
    restore: (id) => {
      const row = deletedRows.get(id);
      if (!row) return Promise.resolve(undefined);
      const back = { ...row, version: row.version + 1, deletedAt: null, updatedAt: now() };
      return living.insert(back as unknown as Input);
    },
    purge: (id) => (deletedRows.get(id) ? recordsOf(rows).remove(id) : Promise.resolve(false)),
  };
}

const isDeleted = ({ deletedAt = null }: Row): boolean => deletedAt !== null;

/** A table as if it had no other rows. */
function only(isThere: (row: Row) => boolean, table: Table<Row>): Table<Row> {
  const get = (id: string): Row | undefined => {
    const row = table.get(id);
    return row && isThere(row) ? row : undefined;
  };
  return { ...table, get, all: () => table.all().filter(isThere) };
}

/** The memory with another table in the place of one. */
const withTable = (memory: Memory, name: string, table: Table<Row>): Memory => ({
  ...memory,
  table: ((other: string) => (other === name ? table : memory.table(other))) as Memory['table'],
});
