import type { CartOutput } from '../schemas/cart.schema.ts';
import type { OrderOutput, OrdersQuery } from '../schemas/orders.schema.ts';

/** What a cart keeps: how many of what. It has no price, so there is none that could be old or made up. */
export interface CartItem {
  readonly productId: string;
  readonly quantity: number;
}

export interface CartsRepository {
  /** With the name and the price that each product has now; what is sold no more is left out. */
  readonly list: (userId: string) => Promise<CartOutput['items']>;
  readonly put: (userId: string, item: CartItem) => Promise<void>;
  /** @returns false when it was not in there */
  readonly remove: (userId: string, productId: string) => Promise<boolean>;
  /** Looks and takes in one step: of two who empty one cart, the second finds nothing. */
  readonly takeAll: (userId: string) => Promise<readonly CartItem[]>;
}

export interface NewOrder extends Pick<OrderOutput, 'id' | 'userId' | 'total'> {
  readonly items: readonly OrderOutput['items'][number][];
}

export interface OrdersRepository {
  /** A page, and one more if there is one. */
  readonly list: (page: OrdersQuery) => Promise<OrderOutput[]>;
  readonly find: (id: string) => Promise<OrderOutput | undefined>;
  /** Rejects when the user is not there. */
  readonly insert: (order: NewOrder) => Promise<OrderOutput>;
  /** Looks and cancels in one step; undefined when it is cancelled already, or never was. */
  readonly cancel: (id: string) => Promise<OrderOutput | undefined>;
}

/** What is left of each product. Each write makes another version of it. */
export interface StockRepository {
  /** Looks and takes in one step. @returns what one costs; undefined when there is not enough */
  readonly take: (item: CartItem) => Promise<{ readonly price: string } | undefined>;
  readonly giveBack: (item: CartItem) => Promise<void>;
}
