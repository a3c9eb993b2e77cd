/** Where does a short link lead? Follows redirects one by one, and knows when to stop. */
export interface Hop {
  readonly url: string;
  readonly status: number;
}

export interface Expanded {
  readonly kind: 'arrived' | 'loop' | 'too-far';
  readonly hops: readonly Hop[];
}

export async function expand(start: string, mostHops = 10): Promise<Expanded> {
  const hops: Hop[] = [];
  let url = start;
  while (hops.length <= mostHops) {
    if (hops.some((hop) => hop.url === url)) return { kind: 'loop', hops };
    const { status, next } = await step(url);
    hops.push({ url, status });
    if (next === undefined) return { kind: 'arrived', hops };
    url = next;
  }
  return { kind: 'too-far', hops };
}

async function step(url: string): Promise<{ readonly status: number; readonly next?: string }> {
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5_000) });
  // The page itself does not matter; the connection is free once it is thrown away.
  await response.body?.cancel();
  const location = response.headers.get('location');
  const { status } = response;
  if (status < 300 || status >= 400 || location === null) return { status };
  return { status, next: new URL(location, url).href };
}
