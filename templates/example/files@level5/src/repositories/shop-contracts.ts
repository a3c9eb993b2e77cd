import type { OrderOutput, OrdersQuery } from '../schemas/orders.schema.ts';

export interface AllTodosRepository {
  readonly clear: () => Promise<void>;
}

type OrderedItem = OrderOutput['items'][number];

export interface NewOrder extends Pick<OrderOutput, 'id' | 'userId' | 'total'> {
  readonly items: readonly OrderedItem[];
}

export interface OrdersRepository {
  /** A page, and one more if there is one. */
  readonly list: (page: OrdersQuery) => Promise<OrderOutput[]>;
  readonly find: (id: string) => Promise<OrderOutput | undefined>;
  /** Rejects when the user is not there. */
  readonly insert: (order: NewOrder) => Promise<OrderOutput>;
}

/** A product, as far as it can run out. */
export interface Stocked {
  readonly price: string;
  readonly stock: number;
  readonly version: number;
}

/** What is left of each product. Each write makes another version of it. */
export interface StockRepository {
  readonly find: (productId: string) => Promise<Stocked | undefined>;
  /** Nobody else can lock or change it before this unit of work ends. */
  readonly lock: (productId: string) => Promise<Stocked | undefined>;
  /** Looks and takes in one step; undefined when there is not enough. */
  readonly take: (productId: string, quantity: number) => Promise<Stocked | undefined>;
  readonly set: (productId: string, stock: number) => Promise<void>;
  /** Only in the version that was seen. */
  readonly setSeen: (productId: string, stock: number, version: number) => Promise<boolean>;
}
