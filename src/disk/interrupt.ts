/** Ctrl-C and its relatives while we write: noticed, never obeyed half-way. */

export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

const EXIT_OF = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/** 129, 130 or 143: what a shell expects after this signal. */
export const exitCodeOf = (signal: StopSignal): 129 | 130 | 143 => EXIT_OF[signal];

export interface Watch {
  /** the first signal since the watch began */
  readonly signal: StopSignal | undefined;
}

/** Signals set a flag as long as `work` runs, instead of ending the process; `onStop` is told of each. */
export async function watchingSignals<T>(
  work: (watch: Watch) => Promise<T>,
  onStop: (signal: StopSignal) => void = () => {},
): Promise<T> {
  let seen: StopSignal | undefined;
  const handlers = (Object.keys(EXIT_OF) as StopSignal[]).map((signal) => {
    const handler = () => {
      seen ??= signal;
      onStop(signal);
    };
    process.on(signal, handler);
    return () => process.off(signal, handler);
  });
  try {
    return await work({
      get signal() {
        return seen;
      },
    });
  } finally {
    handlers.forEach((remove) => remove());
  }
}

/** Lets a pending signal reach its handler: synchronous work would never see it. */
export async function turn(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
