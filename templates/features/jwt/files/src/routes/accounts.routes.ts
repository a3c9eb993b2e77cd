import type { Deps } from '../app.ts';
import { accountsController } from '../controllers/accounts.controller.ts';
import {
  addressed,
  passwordChange,
  passwordReset,
  registration,
  verification,
} from '../schemas/auth.schema.ts';
import { route, type Route } from './route.ts';

export function accountsRoutes(deps: Deps): readonly Route[] {
  const controller = accountsController(deps);
  return [
    route({
      method: 'post',
      path: '/auth/register',
      summary: 'Make an account; the rest comes by mail',
      body: registration,
      status: 202,
      problems: ['unavailable'],
      handle: controller.register,
    }),
    route({
      method: 'post',
      path: '/auth/verify-email',
      summary: 'Confirm an e-mail address',
      body: verification,
      status: 204,
      problems: ['forbidden'],
      handle: controller.verify,
    }),
    route({
      method: 'post',
      path: '/auth/verify-email/request',
      summary: 'Get the mail of the confirmation once more',
      body: addressed,
      status: 202,
      handle: controller.requestVerification,
    }),
    route({
      method: 'post',
      path: '/auth/password/forgot',
      summary: 'Get a mail that leads to a new password',
      body: addressed,
      status: 202,
      handle: controller.forgot,
    }),
    route({
      method: 'post',
      path: '/auth/password/reset',
      summary: 'Choose a new password by the link of a mail',
      body: passwordReset,
      status: 204,
      problems: ['forbidden', 'unavailable'],
      handle: controller.reset,
    }),
    route({
      method: 'put',
      path: '/auth/password',
      summary: 'Change the password; ends all sessions',
      body: passwordChange,
      status: 204,
      problems: ['rate_limited', 'unavailable'],
      handle: controller.changePassword,
    }),
  ];
}
