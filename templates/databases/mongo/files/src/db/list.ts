import type { Page, Position } from '../utils/pagination.ts';
import { toStored, type Fields } from './record.ts';

type Filter = Record<string, unknown>;

export interface ListQuery {
  readonly filter: Filter;
  readonly sort: Record<string, 1 | -1>;
  readonly limit: number;
}

/** A page as a query: the documents after the position, one more than the page holds. */
export function listQuery(
  { sort, after, limit, filter }: Page<string, object>,
  fields: Fields,
): ListQuery {
  const direction = sort.isDescending ? -1 : 1;
  const wanted = toStored(filter, fields);
  return {
    filter: after
      ? { $and: [wanted, beyond(sort.field, direction, kept(after, sort.field, fields))] }
      : wanted,
    sort: { [sort.field]: direction, _id: direction },
    limit: limit + 1,
  };
}

interface KeptPosition {
  readonly value: unknown;
  readonly id: string;
}

const kept = ({ value, id }: Position, field: string, fields: Fields): KeptPosition => ({
  value: toStored({ [field]: value }, fields)[field],
  id,
});

// exercise todo/missing
/** A missing value is the smallest, and `$gt` and `$lt` never look past it. */
function beyond(field: string, direction: 1 | -1, { value, id }: KeptPosition): Filter {
  const operator = direction === 1 ? '$gt' : '$lt';
  const same = { [field]: value, _id: { [operator]: id } };
  const further = { [field]: value === null ? { $ne: null } : { [operator]: value } };
  if (direction === 1) return { $or: [further, same] };
  return value === null ? same : { $or: [further, { [field]: null }, same] };
}
// instead
// function beyond(field: string, direction: 1 | -1, { value, id }: KeptPosition): Filter {
//   const operator = direction === 1 ? '$gt' : '$lt';
//   return {
//     $or: [{ [field]: { [operator]: value } }, { [field]: value, _id: { [operator]: id } }],
//   };
// }
// end exercise
