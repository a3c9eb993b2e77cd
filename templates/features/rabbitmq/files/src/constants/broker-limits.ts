/** Times in milliseconds, unless they say otherwise. */
export const brokerLimits = {
  /** messages of one subscription that a process works on at the same time */
  prefetch: 10,
  /** before each further attempt; what fails after the last one is a dead letter */
  pauses: [1_000, 10_000, 60_000, 10 * 60_000, 60 * 60_000],
  /** how often a message may be lost with its worker before it is taken for what kills them */
  losses: 5,
  /** bytes of one message */
  size: 256 * 1_024,
  /** until the broker has to say that it keeps a message; shorter than any lease of the outbox */
  confirm: 5_000,
  connect: 3_000,
  /** in seconds; a connection that is silent for twice as long is lost */
  heartbeat: 10,
  /** before a subscription that the broker ended is begun again */
  rest: 1_000,
  /** dead letters that are looked at in one go */
  page: 100,
} as const;

/** Between attempts to connect, in the words of `amqplib`: those who lost their broker together come back apart. */
export const recovery = { initialDelay: 200, maxDelay: 10_000, factor: 2, jitter: 0.5 } as const;
