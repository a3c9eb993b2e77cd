import type { Logger } from 'pino';
import { translate } from '../errors/translate.ts';
import type { Refusal } from './protocol.ts';

/** What a client is told of an error; what is not meant for it is logged. */
export function toRefusal(error: unknown, log: Logger): Refusal {
  const known = translate(error);
  if (known) return { ok: false, code: known.code, message: known.message };
  log.error({ err: error }, 'a message was not handled');
  return { ok: false, code: 'internal', message: 'Something went wrong.' };
}
