import { randomUUID } from 'node:crypto';
import { toStored } from '../../src/db/record.ts';
import { orderModel } from '../../src/models/order.model.ts';
import { productFields, productModel } from '../../src/models/product.model.ts';
import { userModel } from '../../src/models/user.model.ts';
import type { Api } from './api.ts';

interface ProductValues {
  readonly name?: string;
  readonly price?: string;
  readonly stock?: number;
}

/** @returns the id of a new user */
export async function createUser({ deps: { db } }: Api): Promise<string> {
  const email = `${randomUUID()}@example.com`;
  const user = await userModel(db).create({ email, passwordHash: '!' });
  return user._id;
}

/** All with one time of creation. @returns their ids */
export async function insertProducts(
  { deps: { db } }: Api,
  list: readonly ProductValues[],
): Promise<string[]> {
  const createdAt = new Date();
  const values = list.map((given) =>
    toStored({ name: randomUUID(), price: '1.00', stock: 10, ...given }, productFields),
  );
  const made = await productModel(db).insertMany(values.map((value) => ({ ...value, createdAt })));
  return made.map(({ _id }) => String(_id));
}

export async function stockOf({ deps: { db } }: Api, id: string): Promise<number | undefined> {
  const product = await productModel(db).findById(id).lean();
  return product?.['stock'] as number | undefined;
}

export const countOrders = ({ deps: { db } }: Api, userId: string): Promise<number> =>
  orderModel(db).countDocuments({ userId });
