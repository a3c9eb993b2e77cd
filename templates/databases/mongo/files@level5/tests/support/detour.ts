import type { Env } from '../../src/config/env.ts';

type Address = Pick<Env, 'MONGODB_URL'>;

/** Where the database listens. */
export const portOf = ({ MONGODB_URL }: Address): number => Number(new URL(MONGODB_URL).port);

/** The variables that lead the app to its database by another port of this machine. */
export function detour({ MONGODB_URL }: Address, port: number) {
  const url = new URL(MONGODB_URL);
  url.host = `127.0.0.1:${port}`;
  // Otherwise the driver asks the server for its address, and goes past the detour.
  url.searchParams.delete('replicaSet');
  url.searchParams.set('directConnection', 'true');
  return { MONGODB_URL: url.href };
}
