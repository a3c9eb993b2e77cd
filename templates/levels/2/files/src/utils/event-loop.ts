import { monitorEventLoopDelay } from 'node:perf_hooks';

const WINDOW = 500;

/** How late the event loop was on average since the last look, in milliseconds; a look lasts for half a second. */
export function watchEventLoop(): () => number {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let [lag, readAt] = [0, performance.now()];
  return () => {
    if (performance.now() - readAt < WINDOW) return lag;
    lag = delay.count > 0 ? delay.mean / 1e6 : 0;
    readAt = performance.now();
    delay.reset();
    return lag;
  };
}
