import type { Answer, Api } from './api.ts';

/** What it takes to place an order for a user: to be that user. */
export const sendOrder = async (api: Api, userId: string, body: object): Promise<Answer> =>
  (await api.as(userId)).post('/orders', body);
