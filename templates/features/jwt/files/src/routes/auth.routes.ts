import { z } from 'zod';
import type { Deps } from '../app.ts';
import { authController } from '../controllers/auth.controller.ts';
import { sessionsController } from '../controllers/sessions.controller.ts';
import {
  credentials,
  csrfAnswer,
  granted,
  refreshment,
  sessionOutput,
} from '../schemas/auth.schema.ts';
import { recordParams } from '../schemas/fields.ts';
import { route, type Route } from './route.ts';

export function authRoutes(deps: Deps): readonly Route[] {
  const controller = authController(deps);
  const sessions = sessionsController(deps);
  return [
    route({
      method: 'post',
      path: '/auth/login',
      summary: 'Sign in',
      body: credentials,
      answer: granted,
      problems: ['unauthenticated', 'forbidden', 'rate_limited', 'unavailable'],
      handle: controller.login,
    }),
    route({
      method: 'post',
      path: '/auth/refresh',
      summary: 'Get new tokens for a refresh token',
      body: refreshment,
      answer: granted,
      problems: ['unauthenticated', 'forbidden'],
      handle: controller.refresh,
    }),
    route({
      method: 'post',
      path: '/auth/logout',
      summary: 'Sign out here',
      status: 204,
      handle: controller.logout,
    }),
    route({
      method: 'get',
      path: '/auth/csrf',
      summary: 'Get a CSRF token for a session in cookies',
      answer: csrfAnswer,
      handle: controller.csrfToken,
    }),
    route({
      method: 'get',
      path: '/auth/sessions',
      summary: 'List the sessions of this account',
      answer: z.array(sessionOutput),
      handle: sessions.list,
    }),
    route({
      method: 'delete',
      path: '/auth/sessions',
      summary: 'Sign out everywhere else',
      status: 204,
      handle: sessions.revokeOthers,
    }),
    route({
      method: 'delete',
      path: '/auth/sessions/:id',
      summary: 'End one session',
      params: recordParams,
      status: 204,
      problems: ['not_found'],
      handle: sessions.revoke,
    }),
  ];
}
