import { AppError } from '../errors/app-error.ts';
import type { GithubUser } from '../utils/github.ts';
import type { Journey } from '../utils/oauth-state.ts';
import { NO_PASSWORD } from '../utils/passwords.ts';
import type { ServiceDeps } from './index.ts';
import { openSession, type Device, type Tokens } from './sign-in.ts';

type Deps = Pick<ServiceDeps, 'repositories' | 'unitOfWork' | 'env' | 'clock' | 'github'>;

export function githubService(deps: Deps) {
  const { accounts, githubAccounts } = deps.repositories;

  /** @returns the id of the account that GitHub opens */
  const accountOf = async (user: GithubUser, journey: Journey): Promise<string> => {
    const connected = await githubAccounts.findUserId(user.id);
    if (journey.userId !== undefined) return connectTo(journey.userId, user, connected);
    if (connected !== undefined) return connected;
    if (user.email === undefined)
      throw new AppError('forbidden', 'GitHub knows no verified e-mail.');
    // The address proves nothing about an account that is there: its owner has to show the password first.
    if (await accounts.findByEmail(user.email)) throw taken();
    return register(user.id, user.email);
  };

  const connectTo = async (
    userId: string,
    user: GithubUser,
    connected: string | undefined,
  ): Promise<string> => {
    if (connected === undefined) await githubAccounts.connect(user.id, userId);
    else if (connected !== userId) throw taken();
    return userId;
  };

  const register = (githubId: string, email: string): Promise<string> =>
    deps.unitOfWork.run(async (within) => {
      const values = { email, passwordHash: NO_PASSWORD };
      const { id } = await within.accounts.registerConfirmed(values, deps.clock.now());
      await within.githubAccounts.connect(githubId, id);
      return id;
    });

  return {
    /** For somebody who came back from GitHub with a code. */
    signIn: async (code: string, journey: Journey, device: Device): Promise<Tokens> => {
      const user = await deps.github.whoCame(code, journey);
      return openSession(deps, await accountOf(user, journey), device);
    },
  };
}

const taken = (): AppError =>
  new AppError('conflict', 'There is an account already. Sign in to it, then connect GitHub.');
