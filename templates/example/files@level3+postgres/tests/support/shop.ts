import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { orders } from '../../src/models/order.model.ts';
import { products, type Product } from '../../src/models/product.model.ts';
import { users } from '../../src/models/user.model.ts';
import type { Api } from './api.ts';

type ProductValues = Partial<Pick<Product, 'name' | 'price' | 'stock'>>;

/** @returns the id of a new user */
export async function createUser({ deps: { db } }: Api): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  const [user] = await db.insert(users).values({ email, passwordHash: '!' }).returning();
  if (!user) throw new Error('no user was made');
  return user.id;
}

/** All in one statement, so that all have one time of creation. @returns their ids */
export async function insertProducts(
  { deps: { db } }: Api,
  list: readonly ProductValues[],
): Promise<string[]> {
  const values = list.map((given) => ({ name: randomUUID(), price: '1.00', stock: 10, ...given }));
  const made = await db.insert(products).values(values).returning();
  return made.map(({ id }) => id);
}

export async function stockOf({ deps: { db } }: Api, id: string): Promise<number | undefined> {
  const [product] = await db.select().from(products).where(eq(products.id, id));
  return product?.stock;
}

export const countOrders = ({ deps: { db } }: Api, userId: string): Promise<number> =>
  db.$count(orders, eq(orders.userId, userId));
