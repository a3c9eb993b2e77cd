export interface BoundedMap<Value> {
  readonly get: (key: string) => Value | undefined;
  /** @returns the value */
  readonly set: (key: string, value: Value) => Value;
}

/** Holds so many entries; what was not used for longest goes first. */
export function boundedMap<Value>(size: number): BoundedMap<Value> {
  // A Map remembers the order in which its keys came.
  const entries = new Map<string, Value>();
  const set = (key: string, value: Value): Value => {
    entries.delete(key);
    entries.set(key, value);
    const [oldest] = entries.keys();
    if (entries.size > size && oldest !== undefined) entries.delete(oldest);
    return value;
  };
  return {
    get: (key) => {
      const value = entries.get(key);
      return value === undefined ? undefined : set(key, value);
    },
    set,
  };
}
