import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { graphLimits } from '../../src/constants/graph-limits.ts';
import { startApi, type Api } from '../support/api.ts';
import { ask, startWithOther } from '../support/graph.ts';
import type { Visitor } from '../support/visitors.ts';

let api: Api;
let viewer: Visitor;
beforeAll(async () => {
  api = await startApi();
  viewer = await api.as('viewer');
});
afterAll(() => api.close());

const times = (count: number, text: (place: number) => string): string =>
  Array.from({ length: count }, (_, place) => text(place)).join(' ');

const nested = (depth: number): string => `${'{ me '.repeat(depth)}{ id }${' }'.repeat(depth)}`;
const aliased = (count: number): string => `{ ${times(count, (n) => `a${n}: me { id }`)} }`;
const doubled = (count: number): string =>
  `{ me { ...F0 } } fragment F${count} on User { id } ${times(
    count,
    (n) => `fragment F${n} on User { ...F${n + 1} ...F${n + 1} }`,
  )}`;

describe('a query that is short, and means a lot of work', () => {
  test.each([
    ['50 deep', nested(50), 'too_large'],
    ['one deeper than allowed', nested(graphLimits.depth), 'too_large'],
    ['with 1000 aliases', aliased(1_000), 'validation'],
    ['with one alias too many', aliased(graphLimits.aliases + 1), 'too_large'],
    [
      'with aliases of what it says of itself',
      `{ ${times(50, (n) => `a${n}: __typename`)} }`,
      'too_large',
    ],
    ['with fragments that double each other', doubled(30), 'too_large'],
    [
      'with fragments in a circle',
      '{ me { ...A } } fragment A on User { ...B } fragment B on User { ...A }',
      'validation',
    ],
    ['with a fragment in itself', '{ me { ...A } } fragment A on User { id ...A }', 'validation'],
    ['with one field 2000 times', `{ me { ${'id '.repeat(2_000)} } }`, 'validation'],
    ['with 1000 directives', `{ me { id ${'@include(if: true) '.repeat(150)} } }`, 'validation'],
    ['with a list in lists', `{ me(a: ${'['.repeat(5_000)} ) { id } }`, 'validation'],
  ])('is refused before anybody is asked: %s', async (_, query, code) => {
    const startedAt = performance.now();
    const answer = await ask(viewer, { query });
    expect([answer.data, answer.codes]).toEqual([undefined, expect.arrayContaining([code])]);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  test('is answered when it is as large as allowed', async () => {
    const { data, codes } = await ask(viewer, { query: aliased(graphLimits.aliases) });
    expect([Object.keys(data).length, codes]).toEqual([graphLimits.aliases, []]);
  });

  test('tells no more than a few of its faults', async () => {
    const { errors } = await ask(viewer, { query: `{ ${times(200, (n) => `no${n}`)} }` });
    expect(errors.length).toBeLessThanOrEqual(graphLimits.errors + 1);
  });
});

describe('a request', () => {
  test.each([2, 100])('that holds %i of them is none', async (count) => {
    const batch = Array.from({ length: count }, () => ({ query: '{ me { id } }' }));
    const { status, body } = await viewer.post('/graphql', batch);
    expect([status, body.data]).toEqual([400, undefined]);
  });

  test('with a body that is too large is refused as anywhere', async () => {
    const { status } = await viewer.post('/graphql', { query: ' '.repeat(70_000) });
    expect(status).toBe(413);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=a'])(
    'that any page can send without asking is refused: %s',
    async (type) => {
      const body = JSON.stringify({ query: '{ me { id } }' });
      const headers = { ...viewer.headers, 'content-type': type };
      const answer = await api.anonymous.request('POST', '/graphql', { body, headers });
      expect(answer.status).toBe(415);
    },
  );

  test('by GET changes nothing', async () => {
    const query = `mutation { endSession(id: "${viewer.sessionId}") }`;
    const answer = await viewer.get(`/graphql?query=${encodeURIComponent(query)}`);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect((await viewer.get('/users/me')).status).toBe(200);
  });

  test.each(['PUT', 'DELETE', 'PATCH'])('by %s is not possible', async (method) => {
    expect((await viewer.request(method, '/graphql')).status).toBe(405);
  });

  test('counts for the rate limit like any other', async () => {
    const limited = await startApi({ env: { RATE_LIMIT_PER_MINUTE: '2' } });
    const query = '{ __typename }';
    const statuses = [];
    for (let sent = 0; sent < 3; sent += 1) {
      statuses.push((await limited.anonymous.post('/graphql', { query })).status);
    }
    await limited.close();
    expect(statuses).toEqual([200, 200, 429]);
  });

  test('may be read by our pages, and by no others', async () => {
    const [ours, evil] = ['https://app.example.com', 'https://evil.example.com'];
    const allowed = async (origin: string) =>
      (await ask(viewer, { query: '{ me { id } }', headers: { origin } })).headers.get(
        'access-control-allow-origin',
      );
    expect([await allowed(ours), await allowed(evil)]).toEqual([ours, null]);
  });
});

describe('the schema', () => {
  const SCHEMA = '{ __schema { types { name } } }';
  const TYPE = '{ __type(name: "User") { fields { name } } }';
  const HINT = '{ mee { id } }';

  test('is told during development', async () => {
    const { data } = await ask(viewer, { query: SCHEMA });
    expect(data.__schema.types).toContainEqual({ name: 'User' });
    expect((await ask(viewer, { query: HINT })).errors[0].message).toContain('Did you mean "me"');
  });

  test('is nobody’s business in production, in one piece or word by word', async () => {
    const production = await startWithOther(({ env }) => ({
      env: { ...env, NODE_ENV: 'production' },
    }));
    const told = async (query: string) =>
      ask(await production.as('admin'), { query, path: '/other' });
    const answers = [await told(SCHEMA), await told(TYPE), await told(HINT)];
    const { codes, data } = await told('{ __typename me { __typename } }');
    await production.close();
    expect([codes, data.me]).toEqual([[], { __typename: 'User' }]);
    for (const answer of answers) {
      expect([answer.data, ...answer.codes]).toEqual([
        undefined,
        'validation',
        ...answer.codes.slice(1),
      ]);
      expect(JSON.stringify(answer.errors)).not.toContain('Did you mean');
    }
  });
});
