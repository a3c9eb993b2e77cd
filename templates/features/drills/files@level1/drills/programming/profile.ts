/** undefined: nothing was said. null: it was said that there is none. An API needs both, and must not mix them up. */
export interface Profile {
  readonly name: string;
  /** null: has no website */
  readonly website: string | null;
}

/** What a caller may send: each field may be left out. */
export interface ProfileChange {
  readonly name?: string | undefined;
  readonly website?: string | null | undefined;
}

/** Left out stays as it is; null takes the website away. */
export const change = (profile: Profile, { name, website }: ProfileChange): Profile => ({
  name: name ?? profile.name,
  website: website === undefined ? profile.website : website,
});

/** `??` asks for null and undefined only; `||` would also replace 0, '' and false. */
export const pageSize = (asked?: number | null): number => asked ?? 20;
