import { auditServer } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { ask, startWithOther } from '../support/graph.ts';
import { unknownId } from '../support/samples.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const ME = '{ me { id email role emailVerifiedAt createdAt } }';

test('what is asked over HTTP is answered to the letter of GraphQL over HTTP', async () => {
  const results = await auditServer({ url: `${api.url}/graphql` });
  const failed = results.filter(({ status }) => status !== 'ok');
  const names = failed.map((result) => [result.name, 'reason' in result && result.reason]);
  expect(names).toEqual([]);
  expect(results.length).toBeGreaterThanOrEqual(60);
});

describe('who asks', () => {
  test('is answered what REST answers', async () => {
    const viewer = await api.as('viewer');
    const { status, data } = await ask(viewer, { query: ME });
    expect([status, data.me]).toEqual([200, (await viewer.get('/users/me')).body]);
    const sessions = '{ sessions { id userAgent createdAt lastUsedAt isCurrent } }';
    const [own] = (await ask(viewer, { query: sessions })).data.sessions;
    const [known] = (await viewer.get('/auth/sessions')).body;
    expect(known).toMatchObject(own);
  });

  test('by GET is answered the same', async () => {
    const viewer = await api.as('viewer');
    const answer = await viewer.get(`/graphql?query=${encodeURIComponent(ME)}`);
    expect(answer.body.data.me.id).toBe(viewer.userId);
  });

  test('and is not signed in, hears so, and is told nothing', async () => {
    const { data, codes, errors } = await ask(api.anonymous, { query: ME });
    expect([data, codes]).toEqual([null, ['unauthenticated']]);
    expect(errors[0].path).toEqual(['me']);
  });

  test('with a session that is over, neither', async () => {
    const viewer = await api.as('viewer');
    await viewer.delete(`/auth/sessions/${viewer.sessionId}`);
    expect((await ask(viewer, { query: ME })).codes).toEqual(['unauthenticated']);
  });
});

describe('a session', () => {
  const END = 'mutation End($id: ID!) { endSession(id: $id) }';

  test('is ended', async () => {
    const viewer = await api.as('viewer');
    const { data } = await ask(viewer, { query: END, variables: { id: viewer.sessionId } });
    expect(data).toEqual({ endSession: viewer.sessionId });
    expect((await viewer.get('/users/me')).status).toBe(401);
  });

  test('of somebody else does not exist, like one that never was', async () => {
    const [viewer, other] = [await api.as('viewer'), await api.as('viewer')];
    for (const id of [other.sessionId, unknownId()]) {
      expect((await ask(viewer, { query: END, variables: { id } })).codes).toEqual(['not_found']);
    }
    expect((await other.get('/users/me')).status).toBe(200);
  });

  test('whose id is none is refused by the name of the field, as in REST', async () => {
    const viewer = await api.as('viewer');
    const { errors } = await ask(viewer, { query: END, variables: { id: '1' } });
    const { body } = await viewer.delete('/auth/sessions/1');
    expect(errors[0].extensions).toEqual({ code: 'validation', errors: body.errors });
  });
});

describe('an error that is not meant for callers', () => {
  const fail = () => Promise.reject(new Error('secret of the database'));

  test('is logged with the id of the request, and not told', async () => {
    const broken = await startWithOther(({ services }) => ({
      services: { ...services, users: { ...services.users, read: fail } },
    }));
    const viewer = await broken.as('viewer');
    const headers = { 'x-request-id': 'the-broken-one' };
    const answer = await ask(viewer, { query: ME, path: '/other', headers });
    await broken.close();
    expect(answer).toMatchObject({ data: null, codes: ['internal'] });
    expect(JSON.stringify(answer.errors)).not.toMatch(/secret|database|stack|\.ts/);
    expect(answer.errors[0]).toMatchObject({ message: 'Something went wrong.', path: ['me'] });
    const line = broken.log.find(({ msg }) => msg === 'a field was not answered');
    expect(line).toMatchObject({ level: 'error', requestId: 'the-broken-one', path: 'me' });
    expect(JSON.stringify(line)).toContain('secret of the database');
  });
});

test('a line of the log says which operation it was, and nothing of what it was asked with', async () => {
  const viewer = await api.as('viewer');
  const headers = { 'x-request-id': 'the-named-one' };
  const variables = { id: 'hidden-value' };
  const query = 'mutation SignOutThere($id: ID!) { endSession(id: $id) }';
  await ask(viewer, { query, variables, headers });
  const lines = api.log.filter(({ requestId }) => requestId === 'the-named-one');
  expect(lines).toContainEqual(
    expect.objectContaining({ msg: 'graphql', kind: 'mutation', name: 'SignOutThere', errors: 1 }),
  );
  expect(lines.find(({ msg }) => msg === 'request')).toMatchObject({ path: '/graphql' });
  expect(JSON.stringify(lines)).not.toContain('hidden-value');
});

test('a mutation in work when the stop begins is done, and answered', async () => {
  let [isReached, release] = [false, (): void => undefined];
  const released = new Promise<void>((resolve) => (release = resolve));
  const slow = await startWithOther(({ services: { sessions, ...services } }) => {
    const revoke: typeof sessions.revoke = async (...given) => {
      isReached = true;
      await released;
      return sessions.revoke(...given);
    };
    return { services: { ...services, sessions: { ...sessions, revoke } } };
  });
  const { sessionId, ...viewer } = await slow.as('viewer');
  const query = `mutation { endSession(id: "${sessionId}") }`;
  const answer = ask(viewer, { query, path: '/other' });
  await expect.poll(() => isReached).toBe(true);
  const closed = slow.close();
  release();
  expect((await answer).data).toEqual({ endSession: sessionId });
  await closed;
});
