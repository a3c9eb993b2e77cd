export interface Faults {
  /** every changing call so far: `rename /tmp/x` */
  readonly calls: readonly string[];
  remove(): void;
}
export function injectFaults(fault: { under?: string; at?: number; how?: string }): Faults;
