import type { Logger } from 'pino';

const DAY = 24 * 60 * 60_000;

interface TidyingDeps {
  readonly log: Logger;
  /** @returns how much was forgotten */
  readonly tidyUp: () => Promise<number>;
}

export interface Tidying {
  readonly close: () => Promise<void>;
}

/** Now, and every day. Several instances that do the same are in nobody's way. */
export function startTidying({ log, tidyUp }: TidyingDeps, pause = DAY): Tidying {
  let atWork: Promise<void> = Promise.resolve();
  const begin = (): void => {
    atWork = tidyUp().then(
      (forgotten) => {
        if (forgotten > 0) log.info({ forgotten }, 'inbox tidied');
      },
      (error: unknown) => log.warn({ err: error }, 'the inbox could not be tidied'),
    );
  };
  begin();
  const timer = setInterval(begin, pause);
  return {
    close: () => {
      clearInterval(timer);
      return atWork;
    },
  };
}
