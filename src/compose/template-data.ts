/** What a template is given: copies that inherit nothing. */

/** Marks text that was made of a list or an object. */
export const NOT_TEXT = '\0object\0';

const seen = new WeakMap<object, object>();

/** Functions, undefined and null are left out, so that strict mode finds them missing. Once per object: scopes share what they hold. */
export function withoutPrototypes(value: object): object {
  const known = seen.get(value);
  if (known) return known;
  const copy = unprintable(Array.isArray(value) ? value.map(bare) : bareRecord(value));
  seen.set(value, copy);
  return copy;
}

function bareRecord(value: object): object {
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, item] of Object.entries(value) as [string, unknown][]) {
    if (item !== undefined && item !== null && typeof item !== 'function') copy[key] = bare(item);
  }
  return copy;
}

const bare = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? withoutPrototypes(value) : value;

const unprintable = (value: object): object =>
  Object.defineProperty(value, Symbol.toPrimitive, { value: () => NOT_TEXT });
