export interface Entry {
  /** as JSON, so that nobody shares an object with the cache */
  readonly value: string;
  /** a moment, in milliseconds */
  readonly freshUntil: number;
  /** of its tags, from before it was loaded */
  readonly versions: readonly string[];
}

export interface Found {
  readonly entry: Entry | undefined;
  /** the present ones of the tags asked for */
  readonly versions: readonly string[];
}

/** Where a cache keeps its entries. */
export interface CacheStore {
  readonly read: (key: string, tags: readonly string[]) => Promise<Found>;
  readonly write: (key: string, entry: Entry, lifetime: number) => Promise<void>;
  /** Gives the tag a version it never had. */
  readonly renew: (tag: string) => Promise<void>;
  /** Whether the caller is the one to load the key; it stays so for a time, in case the caller dies. */
  readonly claim: (key: string, lifetime: number) => Promise<boolean>;
  readonly release: (key: string) => Promise<void>;
}

/** An entry counts as long as none of its tags got another version since its load began. */
export const currentEntry = ({ entry, versions }: Found): Entry | undefined =>
  entry && String(entry.versions) === String(versions) ? entry : undefined;
