import { monitorEventLoopDelay } from 'node:perf_hooks';

const WINDOW = 500;

/** How late the event loop was on average since the last look, in milliseconds; a look lasts for half a second. */
export function watchEventLoop(): () => number {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  let [lag, readAt] = [0, -Infinity];
  return () => {
    if (performance.now() - readAt < WINDOW) return lag;
    lag = delay.count > 0 ? delay.mean / 1e6 : 0;
    readAt = performance.now();
    // From the first look on: what kept the loop busy before is the start, and no load.
    delay.enable();
    delay.reset();
    return lag;
  };
}
