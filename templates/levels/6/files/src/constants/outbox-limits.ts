/** Times in milliseconds. */
export const outboxLimits = {
  /** messages that one relay tells at the same time */
  batch: 20,
  /** longer than any handler may take: after that, the relay is taken for dead */
  lease: 60_000,
  /** how often a relay looks when nothing woke it */
  pause: 1_000,
  /** before the second attempt; twice as long each time, but not longer than `longestWait` */
  wait: 1_000,
  longestWait: 10 * 60_000,
  /** about a day of trying */
  attempts: 150,
  /** how long the inbox knows what was heard: longer than anything is told again */
  remembered: 14 * 24 * 60 * 60_000,
} as const;
