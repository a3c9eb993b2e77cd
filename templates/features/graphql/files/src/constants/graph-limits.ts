/** What one request may ask for, so that a small text cannot mean a large amount of work. */
export const graphLimits = {
  /** words and signs of the text; looked at while it is read */
  tokens: 1_000,
  /** fields within fields */
  depth: 8,
  /** fields asked for under another name, as in `a: me { id } b: me { id }` */
  aliases: 15,
  /** fields of the answer at most: what stands within a list counts as often as `first` says */
  cost: 2_000,
  /** errors told at once */
  errors: 20,
  /** in milliseconds, until the caller is told that it takes too long */
  time: 10_000,
};
