/** What an order can be. The API and the database accept these and no others. */
export const orderStatuses = ['placed', 'cancelled'] as const;

export type OrderStatus = (typeof orderStatuses)[number];
