import type { CookieOptions, Request, Response } from 'express';
import type { Deps } from '../app.ts';
import { findAccountByEmail } from '../db/accounts.ts';
import { connect, findConnected, registerByGithub } from '../db/github-accounts.ts';
import { openSession } from '../db/sessions.ts';
import { AppError } from '../errors/app-error.ts';
import type { Call } from '../routes/route.ts';
import type { Arrival, Authorization, Departure } from '../schemas/github.schema.ts';
import { cookieOptions, readCookies } from '../utils/cookies.ts';
import { authorizeUrl, whoCame, type GithubUser } from '../utils/github.ts';
import { requireIdentity } from '../utils/identity.ts';
import {
  JOURNEY,
  readJourney,
  startJourney,
  writeJourney,
  type Journey,
} from '../utils/oauth-state.ts';
import { drawRefreshSecret } from '../utils/refresh-tokens.ts';
import { deviceOf, grant } from './grants.ts';

type Needs = Pick<Deps, 'db' | 'env' | 'clock'>;

const COOKIE = '__Host-oauth';

/** Lax, because a browser comes back from GitHub by a link, and Strict cookies stay at home then. */
const options: CookieOptions = { ...cookieOptions, sameSite: 'lax', maxAge: JOURNEY * 1_000 };

export function githubController(deps: Needs) {
  const { db, env, clock } = deps;

  const depart = async (response: Response, journey: Journey): Promise<string> => {
    const address = authorizeUrl(env, journey);
    response.cookie(COOKIE, await writeJourney(deps, journey), options);
    return address;
  };

  const journeyOf = async (request: Request, state: string | undefined): Promise<Journey> => {
    const journey = await readJourney(deps, readCookies(request)[COOKIE] ?? '');
    if (journey && journey.state === state) return journey;
    throw new AppError('forbidden', 'This did not begin in this browser, or too long ago.');
  };

  /** @returns the id of the account that GitHub opens */
  const accountOf = async (user: GithubUser, journey: Journey): Promise<string> => {
    const connected = await findConnected(db, user.id);
    if (journey.userId !== undefined) return connectTo(journey.userId, user, connected);
    if (connected !== undefined) return connected;
    if (user.email === undefined)
      throw new AppError('forbidden', 'GitHub knows no verified e-mail.');
    // The address proves nothing about an account that is there: its owner has to show the password first.
    if (await findAccountByEmail(db, user.email)) throw taken();
    const values = { githubId: user.id, email: user.email, now: clock.now() };
    const userId = await registerByGithub(db, values);
    if (userId === undefined) throw taken();
    return userId;
  };

  const connectTo = async (
    userId: string,
    user: GithubUser,
    connected: string | undefined,
  ): Promise<string> => {
    if (connected === undefined) await connect(db, { githubId: user.id, userId });
    else if (connected !== userId) throw taken();
    return userId;
  };

  const enter = async (call: Call, userId: string): Promise<void> => {
    const { secret, digest } = drawRefreshSecret();
    const device = deviceOf(call.request);
    const sessionId = await openSession(db, { userId, digest, now: clock.now(), ...device });
    await grant(deps, call, { userId, sessionId, refreshSecret: secret, mode: 'cookie' });
  };

  return {
    depart: async ({ query, response }: Call<{ query: Departure }>): Promise<void> => {
      response.location(await depart(response, startJourney(query)));
    },

    link: async ({ request, response }: Call): Promise<Authorization> => {
      const { userId } = requireIdentity(request);
      return { url: await depart(response, startJourney({ returnTo: '/', userId })) };
    },

    arrive: async ({ query, request, response }: Call<{ query: Arrival }>): Promise<void> => {
      const journey = await journeyOf(request, query.state);
      // Whatever comes of it, one journey is one attempt.
      response.clearCookie(COOKIE, { ...options, maxAge: 0 });
      if (query.code === undefined) throw new AppError('forbidden', 'You said no at GitHub.');
      const user = await whoCame(env, query.code, journey);
      await enter({ request, response }, await accountOf(user, journey));
      response.location(new URL(journey.returnTo, env.APP_URL).href);
    },
  };
}

const taken = (): AppError =>
  new AppError('conflict', 'There is an account already. Sign in to it, then connect GitHub.');
