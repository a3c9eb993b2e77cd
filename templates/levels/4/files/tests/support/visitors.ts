import { roles, type Role } from '../../src/constants/roles.ts';
import { signAccessToken } from '../../src/utils/access-tokens.ts';
import { createAccount, createSession } from './accounts.ts';
import type { Api } from './api.ts';
import { speak, type Given, type Send, type Speech } from './http.ts';

/** Somebody who is signed in. */
export interface Visitor extends Speech {
  readonly userId: string;
  readonly sessionId: string;
  /** what makes a request theirs */
  readonly headers: { readonly authorization: string };
}

/** Straight into the database: no test but those of signing in needs a password. */
export async function signIn(deps: Api['deps'], send: Send, who: string): Promise<Visitor> {
  const userId = isRole(who) ? await createAccount(deps, { role: who }) : who;
  const sessionId = await createSession(deps, userId);
  const token = await signAccessToken(deps, { userId, sessionId });
  const headers = { authorization: `Bearer ${token}` };
  return { ...speak(adding(headers, send)), userId, sessionId, headers };
}

const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text);

const adding =
  (headers: Given, send: Send): Send =>
  (method, path, init = {}) =>
    send(method, path, { ...init, headers: { ...headers, ...(init.headers as Given) } });

/** Signs in when it is told to, and again when that is over. */
export function signingIn(send: Send, start: () => Promise<Visitor>): Send {
  let current: Promise<Visitor> | undefined;
  const ask = async (...request: Parameters<Send>) =>
    ((await current)?.request ?? send)(...request);
  return async (method, path, init = {}) => {
    const before = current;
    const answer = await ask(method, path, init);
    if (answer.status !== 401 || 'authorization' in (init.headers ?? {})) return answer;
    if (current === before) current = start();
    return ask(method, path, init);
  };
}
