import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { unknownId } from '../support/samples.ts';

const PAST = '2020-01-01T00:00:00.000Z';
const PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const shorten = async (more: object = {}) =>
  (await api.post('/links', { url: 'https://example.com/', ...more })).body;
const follow = (code: string, headers: Readonly<Record<string, string>> = {}, at = api) =>
  fetch(`${at.url}/go/${code}`, { redirect: 'manual', headers: { 'user-agent': '-', ...headers } });
/** When all that was clicked so far is written. */
const clicksOf = async (id: string, query = '') => {
  await api.deps.clicks.flush();
  return api.get(`/links/${id}/clicks${query}`);
};

test('a link tells on which day it was followed, from where and with what', async () => {
  const { id, code } = await shorten();
  await follow(code, { referer: 'https://www.google.com/', 'user-agent': PHONE });
  await follow(code, { 'user-agent': 'curl/8.0' });
  await follow(code, { referer: 'https://t.co/x', 'user-agent': PHONE });
  const { status, body } = await clicksOf(id);
  expect(status).toBe(200);
  expect(body).toMatchObject({
    total: 3,
    sources: { direct: 1, search: 1, social: 1, other: 0 },
    agents: { desktop: 0, mobile: 2, bot: 1, other: 0 },
  });
  expect(body.days).toHaveLength(30);
  const today = api.clock.now().toISOString().slice(0, 10);
  expect(body.days.at(-1)).toEqual({ day: today, clicks: 3 });
});

test('of many clicks at once none is missing, neither in the total nor in the numbers', async () => {
  const { id, code } = await shorten();
  await Promise.all(Array.from({ length: 60 }, () => follow(code)));
  const { body } = await clicksOf(id, '?days=1');
  expect(body).toMatchObject({ total: 60, days: [{ clicks: 60 }], sources: { direct: 60 } });
});

test('the numbers come by themselves, a moment later', async () => {
  const { id, code } = await shorten();
  await follow(code);
  const numbers = async () => (await api.get(`/links/${id}/clicks?days=1`)).body.days[0].clicks;
  await expect.poll(numbers, { timeout: 5_000 }).toBe(1);
});

test('nobody waits for the numbers, and nobody is turned away for them', async () => {
  const stuck = await startApi();
  onTestFinished(stuck.close);
  stuck.deps.clicks.keptBy(() => Promise.reject(new Error('not now')));
  const { body } = await stuck.post('/links', { url: 'https://example.com/' });
  expect(await follow(body.code, {}, stuck)).toMatchObject({ status: 302 });
  await stuck.deps.clicks.flush();
  expect(await follow(body.code, {}, stuck)).toMatchObject({ status: 302 });
  expect((await stuck.get(`/links/${body.id}`)).body).toMatchObject({ clicks: 2 });
  stuck.deps.clicks.keptBy(stuck.deps.services.linkClicks.keep);
});

test('what leads nowhere is not counted', async () => {
  const { id, code } = await shorten({ expiresAt: PAST });
  expect((await follow(code)).status).toBe(410);
  expect((await follow('nobody')).status).toBe(404);
  const { body } = await clicksOf(id, '?days=1');
  expect(body).toMatchObject({ total: 0, days: [{ clicks: 0 }] });
});

test('the numbers of a link go with it, also those that were on their way', async () => {
  const { id, code } = await shorten();
  await follow(code);
  await clicksOf(id);
  await follow(code);
  expect(await api.delete(`/links/${id}`)).toMatchObject({ status: 204 });
  expect(await clicksOf(id)).toMatchObject({ status: 404 });
  expect(await api.deps.repositories.clickDays.list(id, '2000-01-01')).toEqual([]);
});

test('they are for those who may see the link', async () => {
  const { id } = await shorten();
  expect(await api.anonymous.get(`/links/${id}/clicks`)).toMatchObject({ status: 401 });
  const viewer = await api.as('viewer');
  expect(await viewer.get(`/links/${id}/clicks`)).toMatchObject({ status: 200 });
  expect(await api.get(`/links/${unknownId()}/clicks`)).toMatchObject({ status: 404 });
});

test.each(['0', '367', 'all', '1.5'])('%s days are refused', async (days) => {
  const { id } = await shorten();
  expect(await api.get(`/links/${id}/clicks?days=${days}`)).toMatchObject({ status: 400 });
});

test('one address may follow only so many links in a minute, and what is refused is no click', async () => {
  const { id, code } = await shorten();
  const limited = await startApi({ env: { RATE_LIMIT_PER_MINUTE: '3' } });
  onTestFinished(limited.close);
  const statuses: number[] = [];
  for (let turn = 0; turn < 5; turn += 1) statuses.push((await follow(code, {}, limited)).status);
  expect(statuses).toEqual([302, 302, 302, 429, 429]);
  expect((await api.get(`/links/${id}`)).body).toMatchObject({ clicks: 3 });
});
