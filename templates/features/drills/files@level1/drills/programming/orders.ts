/** Decisions and lists: what an order costs, and who ordered how much. */
import { percentOf, type Cents } from './money.ts';

export type Role = 'guest' | 'member' | 'staff';

export interface Item {
  readonly product: string;
  readonly price: Cents;
  readonly quantity: number;
}

export interface Order {
  readonly id: string;
  readonly userId: string;
  readonly items: readonly Item[];
}

/** A table instead of a chain of ifs: a new role is a new line, and the compiler asks for it. */
const DISCOUNT: Readonly<Record<Role, number>> = { guest: 0, member: 5, staff: 20 };
const FREE_DELIVERY_FROM: Cents = 50_00;
const DELIVERY: Cents = 4_90;

export function priceOf({ items }: Pick<Order, 'items'>, role: Role): Cents {
  if (items.length === 0) return 0;
  const goods = total(items);
  const reduced = goods - percentOf(goods, DISCOUNT[role]);
  return reduced >= FREE_DELIVERY_FROM ? reduced : reduced + DELIVERY;
}

export const total = (items: readonly Item[]): Cents =>
  items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);

/** One look instead of a search through the list, each time one is wanted. */
export const byId = <Entry extends { readonly id: string }>(
  list: readonly Entry[],
): ReadonlyMap<string, Entry> => new Map(list.map((entry) => [entry.id, entry]));

export function groupBy<Entry>(
  list: readonly Entry[],
  keyOf: (entry: Entry) => string,
): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of list) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}

/** What each user has spent, highest first. */
export const spending = (
  orders: readonly Order[],
): readonly { readonly userId: string; readonly spent: Cents }[] =>
  [...groupBy(orders, ({ userId }) => userId)]
    .map(([userId, own]) => ({ userId, spent: total(own.flatMap(({ items }) => items)) }))
    .sort((one, other) => other.spent - one.spent);

/** A copy with one more of a product: the cart that came in stays as it was. */
export function withOneMore(items: readonly Item[], added: Item): readonly Item[] {
  const isThere = items.some(({ product }) => product === added.product);
  if (!isThere) return [...items, added];
  return items.map((item) =>
    item.product === added.product ? { ...item, quantity: item.quantity + added.quantity } : item,
  );
}
