import { setTimeout as sleep } from 'node:timers/promises';

export function counter() {
  const values = [0];
  const value = (): number => values.at(-1) ?? 0;
  const add = (step: number): number => {
    values.push(value() + step);
    return value();
  };
  return { up: () => add(1), down: () => add(-1), value, history: () => [...values] };
}

type Any = (...args: unknown[]) => unknown;

export const partial =
  (call: Any, ...first: unknown[]): Any =>
  (...rest) =>
    call(...first, ...rest);

export function retryWithDelay(work: () => Promise<unknown>, times: number, pause: number) {
  const insist = async (left: number): Promise<unknown> => {
    try {
      return await work();
    } catch (error) {
      if (left <= 1) throw error;
      await sleep(pause);
      return insist(left - 1);
    }
  };
  return () => insist(times);
}

export function cacheWithExpiry<Value>(
  load: (key: string) => Value,
  life: number,
  now: () => number,
) {
  const kept = new Map<string, { value: Value; until: number }>();
  return (key: string): Value => {
    const found = kept.get(key);
    if (found && now() < found.until) return found.value;
    const value = load(key);
    kept.set(key, { value, until: now() + life });
    return value;
  };
}

type Listener = (value: unknown) => void;

export function emitter() {
  const listeners = new Map<string, readonly Listener[]>();
  const of = (name: string): readonly Listener[] => listeners.get(name) ?? [];
  return {
    on: (name: string, listener: Listener) => {
      listeners.set(name, [...of(name), listener]);
      return () =>
        listeners.set(
          name,
          of(name).filter((one) => one !== listener),
        );
    },
    emit: (name: string, value: unknown) => of(name).forEach((listener) => listener(value)),
  };
}
