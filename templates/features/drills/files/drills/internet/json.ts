/** Reading JSON that somebody else wrote: it may not parse, and it may not be what was expected. */
export type Parsed =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string };

export function parseJson(text: string): Parsed {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

export interface Profile {
  readonly name: string;
  readonly age: number;
  readonly languages: readonly string[];
  /** null: there is none */
  readonly website: string | null;
}

export const isProfile = (value: unknown): value is Profile =>
  isRecord(value) &&
  typeof value['name'] === 'string' &&
  Number.isInteger(value['age']) &&
  Array.isArray(value['languages']) &&
  value['languages'].every((language) => typeof language === 'string') &&
  (value['website'] === null || typeof value['website'] === 'string');

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
