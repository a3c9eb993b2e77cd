import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { roles } from '../../src/constants/roles.ts';
import { policies } from '../../src/policies/index.ts';
import { protect } from '../../src/policies/protect.ts';
import { buildRoutes } from '../../src/routes/index.ts';
import type { Route } from '../../src/routes/route.ts';
import { startApi, type Api } from '../support/api.ts';
import type { Speech } from '../support/http.ts';
import { probe } from '../support/probe.ts';

let api: Api;
let callers: Readonly<Record<string, Speech>>;
beforeAll(async () => {
  const routes = await allRoutes();
  api = await startApi({ routes: protect(routes.map(silent), policies).map(aside) });
  callers = {
    nobody: api.anonymous,
    admin: await api.as('admin'),
    editor: await api.as('editor'),
    viewer: await api.as('viewer'),
  };
});
afterAll(() => api.close());

async function allRoutes(): Promise<readonly Route[]> {
  const { deps, close } = await startApi();
  await close();
  return buildRoutes(deps);
}

/** Says that somebody got in, and does nothing else. */
const silent = (route: Route): Route => ({
  ...route,
  handler: (_request, response) => void response.status(204).end(),
});

const aside = (route: Route): Route => ({ ...route, path: `/matrix${route.path}` });

const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string =>
  `${method.toUpperCase()} ${path}`;

describe('every route', () => {
  test('has a row, and every row a route', async () => {
    const names = (await allRoutes()).map(nameOf).sort();
    expect(Object.keys(policies).sort()).toEqual(names);
  });

  test.each(['nobody', ...roles])(
    'lets %s in where its row says so, and nowhere else',
    async (who) => {
      const statuses: Record<string, number | undefined> = {};
      for (const name of Object.keys(policies)) {
        const [method = '', path = ''] = name.split(' ');
        const answer = await callers[who]?.request(method, `/matrix${path}`);
        statuses[name] = answer?.status;
      }
      expect(statuses).toEqual(expectedFor(who));
    },
  );
});

const expectedFor = (who: string) =>
  Object.fromEntries(
    Object.entries(policies).map(([name, policy]) => {
      const mayCall = policy === 'everyone' || (policy as readonly string[]).includes(who);
      return [name, mayCall ? 204 : who === 'nobody' ? 401 : 403];
    }),
  );

test('a route without a row is for nobody, not even an admin', async () => {
  const forgotten = probe('/forgotten', () => ({}));
  const [guarded] = protect([forgotten], policies);
  const open = await startApi({ routes: [{ ...forgotten, handler: guarded?.handler ?? fail }] });
  const admin = await open.as('admin');
  expect((await admin.post('/forgotten', {})).status).toBe(403);
  expect((await open.anonymous.post('/forgotten', {})).status).toBe(401);
  await open.close();
});

const fail = (): never => {
  throw new Error('the route was not guarded');
};

test.each(roles)(
  'who is signed in, but as %s may not, hears 403; who is not, 401',
  async (role) => {
    const visitor = await api.as(role);
    const status = role === 'admin' ? 200 : 403;
    expect((await visitor.get('/users')).status).toBe(status);
    expect((await api.anonymous.get('/users')).status).toBe(401);
  },
);

test('the API document puts a lock on what is not for everyone', async () => {
  const { paths, components } = (await api.get('/openapi.json')).body;
  expect(components.securitySchemes.bearer).toMatchObject({ scheme: 'bearer' });
  expect(paths['/users/me'].get.security).toEqual([{ bearer: [] }]);
  expect(paths['/auth/login'].post).not.toHaveProperty('security');
});
