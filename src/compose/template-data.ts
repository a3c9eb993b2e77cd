/** What a template is given: copies that inherit nothing. */

/** Marks text that was made of a list or an object. */
export const NOT_TEXT = '\0object\0';

const seen = new WeakMap<object, object>();

/** Functions, undefined and null are left out, so that strict mode finds them missing. */
export function withoutPrototypes(value: Readonly<Record<string, unknown>>): object {
  const copy = Object.create(null) as Record<string, unknown>;
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined && item !== null && typeof item !== 'function') copy[key] = bare(item);
  }
  return unprintable(copy);
}

/** Once per object: scopes share most of what they hold. */
function bare(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const known = seen.get(value);
  if (known) return known;
  const copy = Array.isArray(value)
    ? unprintable(value.map(bare))
    : withoutPrototypes(value as Record<string, unknown>);
  seen.set(value, copy);
  return copy;
}

const unprintable = (value: object): object =>
  Object.defineProperty(value, Symbol.toPrimitive, { value: () => NOT_TEXT });
