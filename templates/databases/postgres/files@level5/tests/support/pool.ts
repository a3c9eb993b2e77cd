/** The variables that give the app so many connections. */
export const poolOf = (size: number) => ({ PG_POOL_MAX: String(size) });
