import type { ServiceDeps } from './index.ts';

type Deps = Pick<ServiceDeps, 'repositories' | 'clock'>;

/** Takes out what is over. Nothing depends on it but the size of the database. */
export const sweepingService = ({ repositories, clock }: Deps) => ({
  sweep: async (): Promise<Readonly<Record<string, number>>> => {
    const now = clock.now();
    return {
      sessions: await repositories.sessions.sweep(now),
      links: await repositories.oneTimeTokens.sweep(now),
      attempts: await repositories.attempts.sweep(now),
    };
  },
});
