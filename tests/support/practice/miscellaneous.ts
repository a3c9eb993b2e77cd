import { randomInt } from 'node:crypto';

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

export const randomPassword = (length: number): string =>
  Array.from({ length }, () => LETTERS[randomInt(LETTERS.length)]).join('');

const DAY = 24 * 60 * 60 * 1_000;

export function daysUntil(birthday: string, today: Date): number {
  const start = Date.parse(`${today.toISOString().slice(0, 10)}T00:00:00Z`);
  const inYear = (year: number): number => Date.parse(`${year}-${birthday}T00:00:00Z`);
  const year = today.getUTCFullYear();
  const next = inYear(year) >= start ? inYear(year) : inYear(year + 1);
  return (next - start) / DAY;
}

export function safeDivide(one: unknown, other: unknown): object {
  const isFine = [one, other].every((value) => Number.isFinite(value));
  if (!isFine) return { ok: false, reason: 'no number' };
  if (other === 0) return { ok: false, reason: 'zero' };
  return { ok: true, value: (one as number) / (other as number) };
}

export const formatNumber = (number: number): string =>
  number.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

export const deepClone = <Value>(value: Value): Value => structuredClone(value);
