/** In milliseconds. */
export const clickTimes = {
  /** how long clicks are gathered before they are kept */
  gather: 1_000,
  /** until it is tried again, when they could not be kept */
  retry: 5_000,
} as const;
