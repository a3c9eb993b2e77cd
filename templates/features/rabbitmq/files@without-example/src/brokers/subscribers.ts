import type { Services } from '../services/index.ts';
import type { Subscriber } from './work.ts';

/** What others tell, and what is done about it: `{ name: 'stock', reactions: [reactTo(stockArrived, stock.add)] }`. */
export const subscribersOf = (_services: Services): readonly Subscriber[] => [];
