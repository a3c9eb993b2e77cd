import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { ask } from '../support/graph.ts';
import type { Visitor } from '../support/visitors.ts';

const url = 'https://example.com/';
const CREATE = `mutation ($input: LinkInput!) {
  createLink(input: $input) { id code url expiresAt clicks version }
}`;
const UPDATE = `mutation ($id: ID!, $changes: LinkPatch!) {
  updateLink(id: $id, changes: $changes) { url version }
}`;
const READ = 'query ($id: ID!) { link(id: $id) { id code url expiresAt clicks version } }';
const DELETE = 'mutation ($id: ID!) { deleteLink(id: $id) }';
const LIST = 'query ($code: String) { links(filter: { code: $code }) { nodes { id clicks } } }';

let api: Api;
let admin: Visitor;
beforeAll(async () => {
  api = await startApi();
  admin = await api.as('admin');
});
afterAll(() => api.close());

const send = (query: string, variables: object) =>
  ask(admin, { query, variables: { ...variables } });
const create = (input: object) => send(CREATE, { input });
const follow = (code: string) => fetch(`${api.url}/go/${code}`, { redirect: 'manual' });

test('a link of GraphQL is one of REST: it gets a code, leads on, and counts its clicks', async () => {
  const { createLink: link } = (await create({ url })).data;
  expect(link.code).toMatch(/^[A-Za-z0-9]{7}$/);
  expect((await follow(link.code)).headers.get('location')).toBe(url);
  const { body } = await api.get(`/links/${link.id}`);
  expect(body).toMatchObject({ ...link, clicks: 1 });
  expect((await send(READ, { id: link.id })).data.link).toEqual({ ...link, clicks: 1 });
  const { nodes } = (await send(LIST, { code: link.code })).data.links;
  expect(nodes).toEqual([{ id: link.id, clicks: 1 }]);
});

test.each([
  ['http://127.0.0.1/', 'an address of this machine'],
  ['https://bank.example@example.com/', 'a name in front'],
  ['javascript:alert(1)', 'a script'],
])('%s is refused there, too: %s', async (address) => {
  expect((await create({ url: address })).codes).toEqual(['validation']);
  const { createLink: link } = (await create({ url })).data;
  const changes = { url: address };
  expect((await send(UPDATE, { id: link.id, changes })).codes).toEqual(['validation']);
});

test('the counter cannot be written, and the code never changes', async () => {
  expect((await create({ url, clicks: 1_000 })).errors).toHaveLength(1);
  const { createLink: link } = (await create({ url })).data;
  for (const changes of [{ clicks: 1_000 }, { code: 'another' }]) {
    expect((await send(UPDATE, { id: link.id, changes })).errors).toHaveLength(1);
  }
  expect((await send(READ, { id: link.id })).data.link).toEqual(link);
});

test('a link is led elsewhere in the version that was seen, and taken away once', async () => {
  const { createLink: link } = (await create({ url })).data;
  const variables = { id: link.id, changes: { url: 'https://example.org/', version: 1 } };
  const { updateLink: changed } = (await send(UPDATE, variables)).data;
  expect(changed).toEqual({ url: 'https://example.org/', version: 2 });
  expect((await send(UPDATE, variables)).codes).toEqual(['stale_version']);
  expect((await send(DELETE, { id: link.id })).data).toEqual({ deleteLink: link.id });
  expect((await follow(link.code)).status).toBe(404);
  expect((await send(DELETE, { id: link.id })).codes).toEqual(['not_found']);
});
