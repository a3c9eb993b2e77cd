import { stockArrived } from '../messages/stock-arrived.message.ts';
import type { Services } from '../services/index.ts';
import { reactTo, type Subscriber } from './work.ts';

/** What others tell, and what is done about it. */
export const subscribersOf = ({ stockArrivals }: Services): readonly Subscriber[] => [
  { name: 'stock', reactions: [reactTo(stockArrived, stockArrivals.add)] },
];
