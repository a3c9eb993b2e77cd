// exercise todo/missing
import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gt,
  isNotNull,
  isNull,
  lt,
  or,
  sql,
  type SQL,
} from 'drizzle-orm';
// instead
// import { and, asc, desc, eq, getTableColumns, gt, lt, or, type SQL } from 'drizzle-orm';
// end exercise
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Page, Position } from '../utils/pagination.ts';

export interface ListQuery {
  readonly where: SQL | undefined;
  readonly orderBy: SQL[];
  readonly limit: number;
}

interface Place {
  readonly column: PgColumn;
  readonly id: PgColumn;
  readonly isDescending: boolean;
}

/** A page as a query: the rows after the position, one more than the page holds. */
export function listQuery(
  table: PgTable & { readonly id: PgColumn },
  { sort, after, limit, filter }: Page<string, object>,
): ListQuery {
  const place = {
    column: columnOf(table, sort.field),
    id: table.id,
    isDescending: sort.isDescending,
  };
  const wanted = Object.entries(filter).map(([field, value]) => eq(columnOf(table, field), value));
  return {
    where: and(...wanted, after && beyond(place, after)),
    orderBy: orderOf(place),
    limit: limit + 1,
  };
}

function columnOf(table: PgTable, field: string): PgColumn {
  const column = getTableColumns(table)[field];
  if (!column) throw new Error(`no column for ${field}`);
  return column;
}

// exercise todo/missing
/** A missing value is the smallest; Postgres takes it for the largest. */
function orderOf({ column, id, isDescending }: Place): SQL[] {
  if (isDescending)
    return [column.notNull ? desc(column) : sql`${column} desc nulls last`, desc(id)];
  return [column.notNull ? asc(column) : sql`${column} asc nulls first`, asc(id)];
}

function beyond(
  { column, id, isDescending }: Place,
  { value, id: last }: Position,
): SQL | undefined {
  const further = isDescending ? lt : gt;
  if (value === null) {
    const same = and(isNull(column), further(id, last));
    return isDescending ? same : or(isNotNull(column), same);
  }
  const same = and(eq(column, value), further(id, last));
  const rest = or(further(column, value), same);
  return isDescending && !column.notNull ? or(rest, isNull(column)) : rest;
}
// instead
// function orderOf({ column, id, isDescending }: Place): SQL[] {
//   const order = isDescending ? desc : asc;
//   return [order(column), order(id)];
// }
//
// function beyond(
//   { column, id, isDescending }: Place,
//   { value, id: last }: Position,
// ): SQL | undefined {
//   const further = isDescending ? lt : gt;
//   return or(further(column, value), and(eq(column, value), further(id, last)));
// }
// end exercise
