import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../src/errors/app-error.ts';
import { route } from '../../src/routes/route.ts';
import { startApi, type Api } from '../support/api.ts';
import { echo, probe } from '../support/probe.ts';

const SECRET = 'secret-of-the-server';

const thrown: Readonly<Record<string, unknown>> = {
  'an error': new Error(SECRET),
  'a string': SECRET,
  null: null,
  undefined: undefined,
  'an object with status 200': { status: 200, message: SECRET },
  'an object with status 999': { status: 999, message: SECRET, expose: true },
  'an error with status 999': Object.assign(new Error(SECRET), { status: 999, expose: true }),
  'an error with status 502': Object.assign(new Error(SECRET), { status: 502, expose: true }),
  'a client error that says nothing of being shown': Object.assign(new Error(SECRET), {
    status: 403,
  }),
  'a client error not to be shown': Object.assign(new Error(SECRET), {
    status: 403,
    expose: false,
  }),
};

const throwing = Object.entries(thrown).map(([name, value]) =>
  probe(`/throw/${encodeURIComponent(name)}`, () => {
    throw value;
  }),
);

const rejecting = probe('/reject', () => Promise.reject(new Error(SECRET)));

const afterHeaders = route({
  method: 'get',
  path: '/after-headers',
  summary: 'Fails in the middle of an answer',
  handle: ({ response }) => {
    response.write('some of the answer');
    throw new Error(SECRET);
  },
});

const stripped = route({
  method: 'get',
  path: '/stripped',
  summary: 'Answers more than it should',
  answer: z.object({ name: z.string() }),
  handle: () => ({ name: 'Ada', passwordHash: SECRET }),
});

const misfit = route({
  method: 'get',
  path: '/misfit',
  summary: 'Answers what its schema does not allow',
  answer: z.object({ name: z.string() }),
  handle: () => ({ name: 5 }) as unknown as { name: string },
});

const conflict = probe('/conflict', () => {
  throw new AppError('conflict', 'The name is taken.', { field: 'name' }, { cause: SECRET });
});

const unavailable = probe('/unavailable', () => {
  throw new AppError('unavailable', 'Come back later.', { retryAfter: 7 });
});

const item = route({
  method: 'get',
  path: '/items/:name',
  summary: 'Has a name in its path',
  handle: () => undefined,
});

let api: Api;
beforeAll(async () => {
  api = await startApi({
    routes: [
      ...throwing,
      rejecting,
      afterHeaders,
      stripped,
      misfit,
      conflict,
      unavailable,
      item,
      echo,
    ],
  });
});
afterAll(() => api.close());

describe('an error of the server', () => {
  test.each([...Object.keys(thrown)])('says nothing of itself: %s', async (name) => {
    const { status, headers, body } = await api.post(`/throw/${encodeURIComponent(name)}`, {});
    expect(status).toBe(500);
    expect(headers.get('content-type')).toContain('application/problem+json');
    const requestId = headers.get('x-request-id');
    expect(body).toEqual({ title: 'Internal Server Error', status: 500, requestId });
    const entry = api.log.find((line) => line['requestId'] === requestId && 'err' in line);
    expect(entry).toMatchObject({ level: 'error', msg: 'request failed' });
  });

  test('reaches the caller the same way when a promise was rejected', async () => {
    expect(await api.post('/reject', {})).toMatchObject({ status: 500, body: { status: 500 } });
  });

  test('in the middle of an answer ends the connection, not the server', async () => {
    await expect(api.get('/after-headers')).rejects.toThrow();
    expect(await api.get('/livez')).toMatchObject({ status: 200 });
  });

  test('is what an answer becomes that does not fit its schema', async () => {
    expect(await api.get('/misfit')).toMatchObject({ status: 500, body: { status: 500 } });
  });

  test('never leaves with its text or its stack', async () => {
    const paths = Object.keys(thrown).map((name) => `/throw/${encodeURIComponent(name)}`);
    const answers = await Promise.all([...paths, '/reject'].map((path) => api.post(path, {})));
    const texts = answers.map(({ body }) => JSON.stringify(body));
    expect(texts.filter((text) => text.includes(SECRET) || text.includes('.ts'))).toEqual([]);
  });
});

describe('an error for the caller', () => {
  test('has a status, a code, a sentence and its details, and no cause', async () => {
    const { headers, body } = await api.post('/conflict', {});
    expect(body).toEqual({
      title: 'Conflict',
      status: 409,
      code: 'conflict',
      detail: 'The name is taken.',
      field: 'name',
      requestId: headers.get('x-request-id'),
    });
  });

  test('says when to come back', async () => {
    const { status, headers } = await api.post('/unavailable', {});
    expect([status, headers.get('retry-after')]).toEqual([503, '7']);
  });

  test('names at most twenty fields', async () => {
    const keys = Array.from({ length: 5_000 }, (_, place) => [`k${place}`, place]);
    const { status, body } = await api.post('/echo', Object.fromEntries(keys));
    expect([status, body.errors.length]).toEqual([400, 20]);
  });
});

test('an answer holds only what its schema names', async () => {
  expect((await api.get('/stripped')).body).toEqual({ name: 'Ada' });
});

describe('a path', () => {
  test('that nobody serves is a 404', async () => {
    const answer = await api.get('/nothing/here');
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  test('asked with another method is a 405 that names the possible ones', async () => {
    const { status, headers, body } = await api.get('/echo');
    expect([status, headers.get('allow')]).toEqual([405, 'POST']);
    expect(body).toMatchObject({ code: 'method_not_allowed' });
  });

  test('that cannot be decoded is a 400', async () => {
    expect(await api.get('/items/%E0%A4%A')).toMatchObject({ status: 400 });
  });
});
