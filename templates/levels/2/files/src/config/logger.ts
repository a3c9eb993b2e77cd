import pino, { type DestinationStream, type Logger, type LoggerOptions } from 'pino';
import type { Env } from './env.ts';
import { redact } from './redact.ts';
import { requestContext } from './request-context.ts';

/** One JSON object a line on standard output. */
export function createLogger(
  env: Partial<Pick<Env, 'LOG_LEVEL'>> = {},
  destination?: DestinationStream,
): Logger {
  const options: LoggerOptions = {
    level: env.LOG_LEVEL ?? 'info',
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
    serializers: { err: (redacted: unknown) => redacted },
    mixin: () => ({ ...requestContext.getStore() }),
    hooks: {
      logMethod(args, method) {
        method.apply(this, args.map(prepare) as typeof args);
      },
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

const prepare = (arg: unknown): unknown => redact(arg instanceof Error ? { err: arg } : arg);
