import type { Deps } from '../app.ts';
import { AppError } from '../errors/app-error.ts';
import type { Once } from '../services/idempotency.service.ts';
import { identityOf } from '../utils/identity.ts';
import type { Call } from './route.ts';

export type Repeatable<Given> = Given & {
  /** to be handed on to the service; absent when the caller sent no key */
  readonly once?: Once;
};

const KEY = /^[\x21-\x7e]{1,255}$/;

/** `handle: once(deps, controller.place)`: a request that comes again with its `Idempotency-Key` has no second effect. */
export const once =
  <Given extends Call<{ readonly body: unknown }>, Answer>(
    { services: { idempotency } }: Pick<Deps, 'services'>,
    handle: (call: Repeatable<Given>) => Answer,
  ) =>
  (call: Given): Answer => {
    const { request, body } = call;
    const key = request.get('idempotency-key');
    if (key === undefined) return handle(call);
    const route = `${request.method} ${request.path}`;
    const userId = identityOf(request)?.userId ?? '';
    return handle({ ...call, once: idempotency.once({ key: keyOf(key), userId, route, body }) });
  };

export function keyOf(text: string): string {
  if (KEY.test(text)) return text;
  throw new AppError('validation', 'The Idempotency-Key is not one.');
}

/** What may go wrong on such a route besides. */
export const onceProblems = ['idempotency_in_progress', 'idempotency_mismatch'] as const;
