import type { Env } from '../../src/config/env.ts';

type Address = Pick<Env, 'DATABASE_URL'>;

/** Where the database listens. */
export const portOf = ({ DATABASE_URL }: Address): number => Number(new URL(DATABASE_URL).port);

/** The variables that lead the app to its database by another port of this machine. */
export function detour({ DATABASE_URL }: Address, port: number) {
  const url = new URL(DATABASE_URL);
  url.host = `127.0.0.1:${port}`;
  return { DATABASE_URL: url.href };
}
