import type { Deps } from '../app.ts';
import { githubController } from '../controllers/github.controller.ts';
import { arrival, authorization, departure } from '../schemas/github.schema.ts';
import { route, type Route } from './route.ts';

export function githubRoutes(deps: Deps): readonly Route[] {
  const controller = githubController(deps);
  return [
    route({
      method: 'get',
      path: '/auth/github',
      summary: 'Go to GitHub to sign in',
      query: departure,
      status: 302,
      problems: ['unavailable'],
      handle: controller.depart,
    }),
    route({
      method: 'get',
      path: '/auth/github/callback',
      summary: 'Come back from GitHub',
      query: arrival,
      status: 303,
      problems: ['forbidden', 'conflict', 'unavailable'],
      handle: controller.arrive,
    }),
    route({
      method: 'post',
      path: '/auth/github/link',
      summary: 'Connect GitHub to this account: answers where to go',
      answer: authorization,
      problems: ['unavailable'],
      handle: controller.link,
    }),
  ];
}
