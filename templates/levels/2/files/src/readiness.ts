import { limits } from './constants/limits.ts';

/** Rejects when there is no serving without it; answers `degraded` when there is, only worse. */
export type Check = () => Promise<unknown>;

type Result = 'ok' | 'degraded' | 'failed';

export interface ReadinessReport {
  readonly isReady: boolean;
  readonly checks: Readonly<Record<string, Result>>;
}

export interface Readiness {
  readonly report: () => Promise<ReadinessReport>;
  /** From now on the answer is no, so that a balancer sends its requests elsewhere. */
  readonly drain: () => void;
}

export function createReadiness(checks: Readonly<Record<string, Check>>): Readiness {
  let isDraining = false;
  const ask = keepBriefly(() => runAll(checks));
  return {
    report: async () => {
      if (isDraining) return { isReady: false, checks: {} };
      const results = await ask();
      return {
        isReady: Object.values(results).every((result) => result !== 'failed'),
        checks: results,
      };
    },
    drain: () => {
      isDraining = true;
    },
  };
}

async function runAll(checks: Readonly<Record<string, Check>>): Promise<ReadinessReport['checks']> {
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => [name, await resultOf(check)] as const),
  );
  return Object.fromEntries(results);
}

async function resultOf(check: Check): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<'failed'>((resolve) => {
    timer = setTimeout(() => resolve('failed'), limits.readiness.timeout);
  });
  const result = check().then(
    (value) => (value === 'degraded' ? value : 'ok'),
    () => 'failed' as const,
  );
  return Promise.race([result, tooLate]).finally(() => clearTimeout(timer));
}

/** Many probes at once cost one round of checks. */
function keepBriefly<Result>(load: () => Promise<Result>): () => Promise<Result> {
  let loadedAt = -Infinity;
  let kept: Promise<Result> | undefined;
  return () => {
    const isFresh = performance.now() - loadedAt < limits.readiness.keep;
    if (kept && isFresh) return kept;
    loadedAt = performance.now();
    return (kept = load());
  };
}
