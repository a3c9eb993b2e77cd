import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import type { Env } from './env.ts';
import { redact } from './redact.ts';
import { logFields } from './request-context.ts';

const STDOUT = 1;

/** One JSON object a line on standard output, written at once: a process that ends takes no line with it. */
export function createLogger(
  env: Partial<Pick<Env, 'LOG_LEVEL'>> = {},
  destination?: DestinationStream,
): Logger {
  const options: LoggerOptions = {
    level: env.LOG_LEVEL ?? 'info',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    serializers: { err: (redacted: unknown) => redacted },
    mixin: logFields,
    hooks: {
      logMethod(args, method) {
        method.apply(this, args.map(prepare) as typeof args);
      },
    },
  };
  return pino(options, destination ?? pino.destination({ dest: STDOUT, sync: true }));
}

const prepare = (arg: unknown): unknown => redact(arg instanceof Error ? { err: arg } : arg);
