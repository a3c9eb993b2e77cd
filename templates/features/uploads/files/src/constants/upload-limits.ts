const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Sizes in bytes, times in milliseconds. What differs from one installation to the next is in the environment. */
export const uploadLimits = {
  /** how much of a file tells its type */
  head: 4_100,
  /** characters of a name */
  name: 200,
  /** files that one user sends at the same time */
  atOnce: 3,
  /** how long an address of the bucket is good */
  addresses: { upload: 5 * MINUTE, download: MINUTE },
  /** when an announced file has to be there */
  finish: 15 * MINUTE,
  /** What is not finished by then never will be. */
  abandoned: 60 * MINUTE,
  bucket: { connect: 2 * SECOND, answer: 20 * SECOND, attempts: 3 },
};
