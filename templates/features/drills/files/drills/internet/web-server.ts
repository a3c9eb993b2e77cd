/** What `node:http` does for us, and what it leaves to us: cookies and sessions. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { parseCookies, setCookie } from './cookies.ts';
import type { Sessions } from './sessions.ts';

interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly cookies: Readonly<Record<string, string>>;
  readonly sessions: Sessions;
}

const DAY = 86_400;

const ROUTES: Readonly<Record<string, (visit: Visit) => void>> = {
  'GET /visits': ({ response, cookies }) => {
    const visits = (Number(cookies['visits']) || 0) + 1;
    response.setHeader('set-cookie', setCookie('visits', String(visits), { maxAge: DAY }));
    response.end(`You have been here ${visits === 1 ? 'once' : `${visits} times`}.\n`);
  },
  'POST /login': ({ request, response, sessions }) => {
    // Level 4 asks for a password; here everybody is believed.
    const user = new URL(request.url ?? '/', 'http://here').searchParams.get('user') ?? 'guest';
    const { id, expiresAt } = sessions.start(user);
    response.setHeader('set-cookie', setCookie('session', id, { maxAge: DAY }));
    response.end(`Logged in until ${new Date(expiresAt).toISOString()}.\n`);
  },
  'GET /me': ({ response, cookies, sessions }) => {
    const session = sessions.find(cookies['session'] ?? '');
    response.statusCode = session ? 200 : 401;
    response.end(session ? `You are ${session.user}.\n` : 'I do not know you.\n');
  },
  'POST /logout': ({ response, cookies, sessions }) => {
    sessions.end(cookies['session'] ?? '');
    response.setHeader('set-cookie', setCookie('session', '', { maxAge: 0 }));
    response.end('Logged out.\n');
  },
};

export const createWebServer = (sessions: Sessions): Server =>
  createServer((request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    const route = ROUTES[`${request.method} ${path}`];
    response.setHeader('content-type', 'text/plain; charset=utf-8');
    if (route)
      return route({ request, response, sessions, cookies: parseCookies(request.headers.cookie) });
    response.statusCode = 404;
    response.end('There is nothing at this address.\n');
  });
