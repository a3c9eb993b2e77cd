/** Points in time: kept in UTC, written as ISO 8601, turned into somebody's local time only when shown. */

/** A time without its zone would mean something else on every machine, so the zone must be there. */
export function parseTimestamp(text: string): Date {
  const hasZone = /^\d{4}-\d\d-\d\dT\d\d:\d\d[\d:.]{0,7}(?:Z|[+-]\d\d:\d\d)$/.test(text);
  const date = new Date(text);
  if (hasZone && !Number.isNaN(date.getTime())) return date;
  throw new RangeError(`"${text}" is no point in time, such as 2026-01-31T14:00:00Z.`);
}

/** A day may have 23 or 25 hours where clocks change; in UTC it always has 24. */
export function addDays(date: Date, days: number): Date {
  const later = new Date(date);
  later.setUTCDate(later.getUTCDate() + days);
  return later;
}

export const showIn = (date: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'medium', timeStyle: 'short' }).format(
    date,
  );
