/** From a name to addresses, in two ways that are easily confused. */
import { lookup, Resolver } from 'node:dns/promises';

/** Asks this machine, as `fetch` and your browser do: it looks into its hosts file, its memory, and then asks DNS. */
export async function askSystem(name: string): Promise<readonly string[]> {
  const found = await lookup(name, { all: true });
  return found.map(({ address }) => address);
}

export interface Answer {
  readonly address: string;
  /** for how many seconds it may be remembered */
  readonly ttl: number;
}

/** Asks DNS servers and nothing else. `servers`: addresses, with a port if it is not 53. */
export async function askServer(
  name: string,
  servers: readonly string[] = [],
): Promise<readonly Answer[]> {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  if (servers.length > 0) resolver.setServers(servers);
  return resolver.resolve4(name, { ttl: true });
}
