import type { Logger } from 'pino';

export interface ShutdownStep {
  readonly name: string;
  readonly stop: () => unknown;
}

export interface Shutdown {
  readonly log: Logger;
  /** milliseconds until the process ends, finished or not */
  readonly limit: number;
  /** in the order in which they are taken */
  readonly steps: readonly ShutdownStep[];
}

/** Ends the process in good order: on a signal with 0, after an error nobody caught with 1. */
export function stopOnSignals({ log, limit, steps }: Shutdown): void {
  let isStopping = false;
  let exitCode = 0;

  const shutDown = async (cause: string): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log.info({ cause }, 'stopping');
    setTimeout(() => {
      log.fatal({ limit }, 'could not stop in time');
      process.exit(1);
    }, limit);
    for (const step of steps) if (!(await take(step, log))) exitCode = 1;
    log.info({ exitCode }, 'stopped');
    process.exit(exitCode);
  };

  const crash = (cause: string) => (error: unknown) => {
    log.fatal({ err: error }, cause);
    exitCode = 1;
    void shutDown(cause);
  };

  process.on('SIGTERM', () => void shutDown('SIGTERM'));
  process.on('SIGINT', () => void shutDown('SIGINT'));
  process.on('uncaughtException', crash('uncaught exception'));
  process.on('unhandledRejection', crash('unhandled rejection'));
}

/** Whatever it meets, the steps after it are taken, too. @returns whether it went well */
async function take({ name, stop }: ShutdownStep, log: Logger): Promise<boolean> {
  try {
    await stop();
    return true;
  } catch (error) {
    log.error({ err: error, step: name }, 'a step of the shutdown failed');
    return false;
  }
}
