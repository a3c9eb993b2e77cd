import type { Answer, Api } from './api.ts';
import { createRecord, type Values } from './factories.ts';
import type { Visitor } from './visitors.ts';

/** @returns the id of a new product */
export const createProduct = async (api: Api, values: Values = {}): Promise<string> =>
  (await createRecord(api, 'products', { price: '1.00', stock: 10, ...values })).id;

export const fill = (buyer: Visitor, productId: string, quantity = 1): Promise<Answer> =>
  buyer.put(`/cart/items/${productId}`, { quantity });

/** As the database has it, whatever the cache says. */
export const stockOf = async ({ deps }: Api, id: string): Promise<number | undefined> =>
  (await deps.repositories.products.find(id))?.stock;

export async function countOrders({ deps }: Api, userId: string): Promise<number> {
  const sort = { field: 'createdAt', isDescending: false } as const;
  const found = await deps.repositories.orders.list({ limit: 100, sort, filter: { userId } });
  return found.length;
}

export const statusesOf = (answers: readonly Answer[]): readonly number[] =>
  answers.map(({ status }) => status).sort();
