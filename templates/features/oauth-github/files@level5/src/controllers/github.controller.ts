import type { CookieOptions, Request, Response } from 'express';
import type { Deps } from '../app.ts';
import { AppError } from '../errors/app-error.ts';
import type { Call } from '../routes/route.ts';
import type { Arrival, Authorization, Departure } from '../schemas/github.schema.ts';
import { cookieOptions, readCookies } from '../utils/cookies.ts';
import { authorizeUrl } from '../utils/github.ts';
import { requireIdentity } from '../utils/identity.ts';
import {
  JOURNEY,
  readJourney,
  startJourney,
  writeJourney,
  type Journey,
} from '../utils/oauth-state.ts';
import { deviceOf, inCookies } from './grants.ts';

const COOKIE = '__Host-oauth';

/** Lax, because a browser comes back from GitHub by a link, and Strict cookies stay at home then. */
const options: CookieOptions = { ...cookieOptions, sameSite: 'lax', maxAge: JOURNEY * 1_000 };

export function githubController(deps: Pick<Deps, 'env' | 'clock' | 'services'>) {
  const { env, services } = deps;

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

  return {
    depart: async ({ query, response }: Call<{ query: Departure }>): Promise<void> => {
      response.location(await depart(response, startJourney(query)));
    },

    link: async ({ request, response }: Call): Promise<Authorization> => {
      const { userId } = requireIdentity(request);
      return { url: await depart(response, startJourney({ returnTo: '/', userId })) };
    },

    arrive: async (call: Call<{ query: Arrival }>): Promise<void> => {
      const { query, request, response } = call;
      const journey = await journeyOf(request, query.state);
      // Whatever comes of it, one journey is one attempt.
      response.clearCookie(COOKIE, { ...options, maxAge: 0 });
      if (query.code === undefined) throw new AppError('forbidden', 'You said no at GitHub.');
      inCookies(env, call, await services.github.signIn(query.code, journey, deviceOf(request)));
      response.location(new URL(journey.returnTo, env.APP_URL).href);
    },
  };
}
