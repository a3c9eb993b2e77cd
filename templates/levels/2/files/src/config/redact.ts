import { stdSerializers } from 'pino';

const SECRET_KEY = /authorization|cookie|password|passwd|secret|token|api-?key|^params$/i;
const SECRET_PARAMETER = /([?&](?:token|code|state|key|secret|password|signature)=)[^&#\s]*/gi;
/** The values of a failed query, as drizzle writes them into its message. */
const QUERY_VALUES = /\nparams: [\s\S]*?(?=\n {4}at |$)/g;
const DEPTH = 8;

/** A copy for the log: nothing under the name of a secret, nor in the query of an address. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value !== 'object' || value === null || 'toJSON' in value) return value;
  if (depth === DEPTH) return '[too deep]';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  const object = value instanceof Error ? stdSerializers.err(value) : value;
  return Object.fromEntries(
    Object.entries(object).map(([key, item]) => [
      key,
      SECRET_KEY.test(key) ? '[redacted]' : redact(item, depth + 1),
    ]),
  );
}

const redactText = (text: string): string =>
  text.replace(SECRET_PARAMETER, '$1[redacted]').replace(QUERY_VALUES, '\nparams: [redacted]');
