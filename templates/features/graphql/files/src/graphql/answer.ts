import { AppError } from '../errors/app-error.ts';
import { writeCursor, type Page, type Position } from '../utils/pagination.ts';

/** A record that is not there, or not there for them, is null: the rest of the answer goes on. */
export const orNull = <Item>(record: Promise<Item>): Promise<Item | null> =>
  record.catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  });

export interface Connection<Item> {
  readonly nodes: readonly Item[];
  readonly edges: readonly { readonly node: Item; readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** A page, of one record more than it holds: if that is there, so is a next page. The cursors are those of REST. */
export function connectionOf<
  Field extends string,
  Item extends { readonly id: string } & Record<Field, Position['value']>,
>(items: readonly Item[], { limit, sort }: Page<Field>): Connection<Item> {
  const nodes = items.slice(0, limit);
  const edges = nodes.map((node) => ({
    node,
    cursor: writeCursor(sort, { value: node[sort.field], id: node.id }),
  }));
  const endCursor = edges.at(-1)?.cursor ?? null;
  return { nodes, edges, pageInfo: { hasNextPage: items.length > limit, endCursor } };
}
