import type { Env } from '../config/env.ts';
import { whoCame, type GithubUser } from './github.ts';
import type { Journey } from './oauth-state.ts';

/** GitHub, as services see it. */
export interface GithubClient {
  readonly whoCame: (code: string, journey: Journey) => Promise<GithubUser>;
}

export const createGithubClient = ({ env }: { readonly env: Env }): GithubClient => ({
  whoCame: (code, journey) => whoCame(env, code, journey),
});
