export const cartLimits = {
  /** products in one cart: all of them are locked when it becomes an order */
  products: 50,
  /** of one product */
  quantity: 1_000,
} as const;
