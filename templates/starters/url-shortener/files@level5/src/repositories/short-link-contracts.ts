/** What following a code found. */
export type Followed =
  | { readonly kind: 'counted'; readonly id: string; readonly url: string }
  | { readonly kind: 'ended' }
  | { readonly kind: 'unknown' };

export interface ShortLinksRepository {
  /** Looks and counts in one step; what has ended is not counted. */
  readonly follow: (code: string, now: Date) => Promise<Followed>;
}
