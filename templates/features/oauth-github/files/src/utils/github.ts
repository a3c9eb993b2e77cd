import { z } from 'zod';
import type { Env } from '../config/env.ts';
import { AppError } from '../errors/app-error.ts';
import { challengeOf, type Journey } from './oauth-state.ts';

export interface GithubUser {
  readonly id: string;
  /** verified by GitHub; absent when none is */
  readonly email?: string | undefined;
}

const TIMEOUT = 5_000;

const token = z.object({ access_token: z.string().min(1) });
const profile = z.object({ id: z.int() });
const emails = z.array(z.object({ email: z.email(), primary: z.boolean(), verified: z.boolean() }));

/** The address at GitHub where somebody says yes. */
export function authorizeUrl(env: Env, journey: Journey): string {
  const url = new URL('/login/oauth/authorize', env.GITHUB_URL);
  url.search = new URLSearchParams({
    client_id: clientOf(env).id,
    redirect_uri: env.GITHUB_CALLBACK_URL,
    scope: 'user:email',
    state: journey.state,
    code_challenge: challengeOf(journey),
    code_challenge_method: 'S256',
  }).toString();
  return url.href;
}

/** Who it is that came back with this code. @throws AppError when GitHub does not say */
export async function whoCame(env: Env, code: string, journey: Journey): Promise<GithubUser> {
  const client = clientOf(env);
  const grant = await ask(new URL('/login/oauth/access_token', env.GITHUB_URL), token, {
    method: 'POST',
    body: new URLSearchParams({
      client_id: client.id,
      client_secret: client.secret,
      code,
      redirect_uri: env.GITHUB_CALLBACK_URL,
      code_verifier: journey.verifier,
    }),
  });
  const headers = { authorization: `Bearer ${grant.access_token}` };
  const { id } = await ask(new URL('/user', env.GITHUB_API_URL), profile, { headers });
  const known = await ask(new URL('/user/emails', env.GITHUB_API_URL), emails, { headers });
  const primary = known.find((one) => one.primary && one.verified);
  return { id: String(id), email: primary?.email.toLowerCase() };
}

function clientOf({ GITHUB_CLIENT_ID: id, GITHUB_CLIENT_SECRET: secret }: Env) {
  if (id && secret) return { id, secret };
  throw new AppError('unavailable', 'Login with GitHub is not set up here.');
}

async function ask<Answer>(
  url: URL,
  schema: z.ZodType<Answer>,
  init: Pick<RequestInit, 'method' | 'body'> & { headers?: Record<string, string> },
): Promise<Answer> {
  const headers = { accept: 'application/json', ...init.headers };
  const signal = AbortSignal.timeout(TIMEOUT);
  const response = await fetch(url, { ...init, headers, signal, redirect: 'error' }).catch(
    (cause: unknown) => {
      throw new AppError('unavailable', 'GitHub does not answer.', { retryAfter: 5 }, { cause });
    },
  );
  const { data } = schema.safeParse(await response.json().catch(() => undefined));
  // GitHub answers 200 to a code that is no good, too; what counts is what it says.
  if (!response.ok || !data) throw new AppError('forbidden', 'GitHub did not say who you are.');
  return data;
}
