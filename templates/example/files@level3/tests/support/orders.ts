import type { Answer, Api } from './api.ts';

/** What it takes to place an order for a user. */
export const sendOrder = (api: Api, userId: string, body: object): Promise<Answer> =>
  api.post('/orders', { userId, ...body });
