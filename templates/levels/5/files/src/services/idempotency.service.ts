import { idempotency } from '../constants/idempotency.ts';
import { AppError } from '../errors/app-error.ts';
import type {
  IdempotencyScope,
  UnitOfWork,
  UnitOfWorkOptions,
  Work,
} from '../repositories/contracts.ts';
import type { Repositories } from '../repositories/index.ts';
import { digestOfJson } from '../utils/canonical-json.ts';
import type { ServiceDeps } from './index.ts';

/** What a service is handed when its work may be asked for more than once. */
export type Once = UnitOfWork;

/** For work that is a single write: that is all or nothing by itself, and spares a transaction. */
export const inOneStep = (repositories: Repositories): Once => ({
  run: (work) => work(repositories),
});

/** A request that may come twice, because nobody knows whether it arrived. */
export interface Repeatable extends IdempotencyScope {
  readonly body: unknown;
}

type Deps = Pick<ServiceDeps, 'repositories' | 'unitOfWork' | 'clock' | 'ids' | 'log'>;

export function idempotencyService({ repositories, unitOfWork, clock, ids, log }: Deps) {
  const { idempotencyKeys } = repositories;
  let sweptAt = -Infinity;

  /** @returns the result of the first time, if there is one */
  const claim = async ({ body, ...scope }: Repeatable, token: string) => {
    const now = clock.now();
    const fingerprint = digestOfJson(body);
    const found = await idempotencyKeys.claim(scope, {
      fingerprint,
      token,
      now,
      lockedUntil: new Date(now.getTime() + idempotency.lease),
      forgottenBefore: new Date(now.getTime() - idempotency.keep),
    });
    if (found && found.fingerprint !== fingerprint) throw otherBody();
    if (found?.result === null) throw inProgress();
    return found;
  };

  const sweep = (): void => {
    const now = clock.now().getTime();
    if (now - sweptAt < idempotency.sweep) return;
    sweptAt = now;
    idempotencyKeys.forget(new Date(now - idempotency.keep)).catch((error: unknown) => {
      log.warn({ err: error }, 'old idempotency keys were not deleted');
    });
  };

  return {
    /**
     * A unit of work that is done once, however often it is asked for: its result is stored in the transaction that has
     * the effect, so there is never one without the other. A result has to survive the way through JSON.
     */
    once: (request: Repeatable): Once => ({
      run: async <Result>(work: Work<Result>, options?: UnitOfWorkOptions): Promise<Result> => {
        const token = ids.next();
        const known = await claim(request, token);
        if (known?.result) return JSON.parse(known.result) as Result;
        sweep();
        try {
          return await unitOfWork.run(async (within) => {
            const result = await work(within);
            const json = JSON.stringify(result ?? null);
            const isOurs = await within.idempotencyKeys.complete(request, token, json);
            if (!isOurs) throw inProgress();
            return result;
          }, options);
        } catch (error) {
          // Where this fails as well, the lease ends by itself.
          await idempotencyKeys.release(request, token).catch(() => undefined);
          throw error;
        }
      },
    }),
  };
}

const otherBody = () =>
  new AppError('idempotency_mismatch', 'This key came before, with another body.');

const inProgress = () =>
  new AppError('idempotency_in_progress', 'The first request with this key is still under way.', {
    retryAfter: 1,
  });
