/** Times in milliseconds. */
export const cacheLimits = {
  /** entries, and tags, that one process keeps in its own memory */
  entries: 5_000,
  /** how long a process that loads is waited for … */
  claim: 5_000,
  /** … and how often the others look whether it is done */
  look: 25,
  /** at once, while there is nowhere to keep anything: the database has to survive that, too */
  loadsWithoutStore: 5,
} as const;
