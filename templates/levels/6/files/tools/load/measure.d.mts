interface Wanted {
  readonly url: string;
  readonly paths: readonly string[];
  readonly headers: { readonly authorization?: string };
}

export const findPaths: (wanted: Wanted) => Promise<readonly string[]>;
