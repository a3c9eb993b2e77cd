const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/** Times in milliseconds. */
export const authLimits = {
  accessToken: 10 * MINUTE,
  /** A session ends when it was not used for so long … */
  sessionIdle: 30 * DAY,
  /** … and at this age at the latest. */
  session: 90 * DAY,
  /** Tabs of one browser refresh at once; so long a used token is no theft. */
  refreshGrace: 10 * SECOND,
  oneTimeToken: 30 * MINUTE,
  /** who has which session is looked up again after so long */
  identity: 30 * SECOND,
  attempts: { window: 15 * MINUTE, perAddress: 5, perAccount: 10, mails: 3 },
  passwords: { min: 8, max: 128, atOnce: 4, waiting: 12 },
  /** characters; ours have about 400 */
  token: 2_000,
} as const;
