import { z } from 'zod';
import { limits } from '../constants/limits.ts';
import { readCursor, type Page, type Sort } from '../utils/pagination.ts';

/** Query values are text; each of these reads one kind. */
export const integer = (min: number, max: number) =>
  z
    .string()
    .regex(/^-?\d{1,10}$/, 'Expected a whole number')
    .transform(Number)
    .pipe(z.int().min(min).max(max))
    .meta({ type: 'integer', minimum: min, maximum: max });

export const boolean = () => z.enum(['true', 'false']).transform((text) => text === 'true');

export const paging = () => ({
  limit: integer(1, limits.page).default(limits.page),
  cursor: z.string().max(10_000).exactOptional(),
});

/** `title` goes up, `-title` goes down; the first is taken when nobody says. */
export const sort = <const Field extends string>(fields: readonly [Field, ...Field[]]) =>
  z
    .enum(fields.flatMap((field) => [field, `-${field}` as const]))
    .default(fields[0] as never)
    .transform((name): Sort<Field> => ({
      field: name.replace(/^-/, '') as Field,
      isDescending: name.startsWith('-'),
    }));

interface ListQuery<Field extends string> {
  readonly limit: number;
  readonly sort: Sort<Field>;
  readonly cursor?: string;
}

/** Last step of a list's query: what is not paging is a filter. The records say what a cursor may hold. */
export const toPage =
  (records: z.ZodObject<Readonly<Record<string, z.ZodType>>>) =>
  <Field extends string, Query extends ListQuery<Field>>(
    { limit, cursor, sort, ...filter }: Query & ListQuery<Field>,
    context: z.RefinementCtx,
  ): Page<Field, Omit<Query, keyof ListQuery<Field>>> => {
    if (cursor === undefined) return { limit, sort, filter };
    const after = readCursor(cursor, sort);
    const known = records.shape[sort.field]?.safeParse(after?.value);
    if (after && known?.success) return { limit, sort, filter, after };
    context.addIssue({ code: 'custom', path: ['cursor'], message: 'Not a cursor of this list' });
    return z.NEVER;
  };
