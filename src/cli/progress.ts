import { performance } from 'node:perf_hooks';
import type { Output } from './output.ts';

export interface Progress {
  /** what the program just said */
  readonly line: (text: string) => void;
  readonly quiet: (seconds: number) => void;
  /** takes the line away; the seconds it took */
  readonly end: () => number;
}

const BACK_AND_CLEAR = '\r\x1b[2K';

/** A line that tells what runs and for how long; without a terminal only its first version. */
export function showProgress(title: string, { say, isLive }: Output): Progress {
  const start = performance.now();
  const seconds = (): number => Math.round((performance.now() - start) / 1000);
  let last = '';
  const draw = (): void => {
    const room = (process.stdout.columns ?? 80) - 1;
    process.stdout.write(
      `${BACK_AND_CLEAR}${`  ${title}  ${seconds()} s  ${last}`.slice(0, room)}`,
    );
  };
  if (!isLive) say(`  ${title} …`);
  const timer = isLive ? setInterval(draw, 200) : undefined;
  return {
    line: (text) => {
      last = text;
    },
    quiet: (silent) => {
      last = `nothing heard for ${silent} s; Ctrl-C stops it`;
      if (!isLive) say(`  ${title}: ${last}`);
    },
    end: () => {
      clearInterval(timer);
      if (isLive) process.stdout.write(BACK_AND_CLEAR);
      return seconds();
    },
  };
}
