import { STATUS_CODES } from 'node:http';
import type { ErrorRequestHandler } from 'express';
import type { Deps } from '../app.ts';
import { AppError, type ErrorCode } from '../errors/app-error.ts';
import { translate } from '../errors/translate.ts';

export const statusOf: Readonly<Record<ErrorCode, number>> = {
  validation: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  unsupported_media_type: 415,
  too_large: 413,
  conflict: 409,
  stale_version: 409,
  gone: 410,
  out_of_stock: 409,
  quota_exceeded: 409,
  idempotency_in_progress: 409,
  idempotency_mismatch: 422,
  rate_limited: 429,
  unavailable: 503,
};

interface Problem {
  readonly status: number;
  readonly code?: string;
  readonly detail?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The one place where an error becomes an answer (RFC 9457). What is not meant for the caller is logged, not told. */
export const problem =
  ({ log }: Pick<Deps, 'log'>): ErrorRequestHandler =>
  (error: unknown, _request, response, _next) => {
    const { status, code, detail, details = {} } = toProblem(error);
    if (status >= 500 && !(error instanceof AppError)) log.error({ err: error }, 'request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { retryAfter, ...members } = details;
    if (typeof retryAfter === 'number') response.set('Retry-After', String(retryAfter));
    const title = STATUS_CODES[status];
    const requestId = response.get('X-Request-Id');
    response
      .status(status)
      .type('application/problem+json')
      .send(JSON.stringify({ title, status, code, detail, ...members, requestId }));
  };

function toProblem(error: unknown): Problem {
  const known = translate(error);
  if (known) {
    const { code, message, details } = known;
    return { status: statusOf[code], code, detail: message, details };
  }
  if (isForCaller(error)) return { status: error.status, detail: error.message };
  return { status: isUndecodable(error) ? 400 : 500 };
}

/** Errors of Express and its body parser say themselves whether the caller may read them. */
function isForCaller(error: unknown): error is Error & { readonly status: number } {
  return (
    error instanceof Error &&
    'expose' in error &&
    error.expose === true &&
    'status' in error &&
    typeof error.status === 'number' &&
    error.status in STATUS_CODES &&
    error.status >= 400 &&
    error.status < 500
  );
}

/** The router's word for `%` in a path that stands for nothing. */
const isUndecodable = (error: unknown): boolean =>
  error instanceof URIError && 'status' in error && error.status === 400;
