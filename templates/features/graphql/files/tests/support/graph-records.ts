import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api } from './api.ts';
import { createRecord, sampleOf, walk } from './factories.ts';
import { ask } from './graph.ts';
import { unknownId } from './samples.ts';
import type { Visitor } from './visitors.ts';

/** Records of one kind, as both ways call them. */
export interface RecordNames {
  readonly plural: string;
  readonly one: string;
  readonly many: string;
  readonly type: string;
  readonly fields: readonly string[];
}

const CODE_OF: Readonly<Record<number, string>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
};

/** Whatever is done over GraphQL is what REST does. */
export function holdToRest({ plural, one, many, type, fields }: RecordNames): void {
  const all = fields.join(' ');
  const [create, update, remove] = ['create', 'update', 'delete'].map((verb) => `${verb}${type}`);
  const CREATE = `mutation ($input: ${type}Input!) { ${create}(input: $input) { ${all} } }`;
  const UPDATE = `mutation ($id: ID!, $changes: ${type}Patch!) {
    ${update}(id: $id, changes: $changes) { ${all} }
  }`;
  const DELETE = `mutation ($id: ID!) { ${remove}(id: $id) }`;
  const READ = `query ($id: ID!) { ${one}(id: $id) { ${all} } }`;
  const LIST = `query ($after: String) {
    ${many}(first: 2, after: $after) {
      nodes { id } edges { cursor } pageInfo { hasNextPage endCursor }
    }
  }`;

  describe(`the ${plural} of GraphQL`, () => {
    let api: Api;
    let admin: Visitor;
    beforeAll(async () => {
      api = await startApi();
      admin = await api.as('admin');
    });
    afterAll(() => api.close());

    const send = (query: string, variables = {}) => ask(admin, { query, variables });

    async function walkHere(after?: string): Promise<string[]> {
      const { nodes, pageInfo } = (await send(LIST, { after })).data[many];
      const ids = nodes.map(({ id }: { id: string }) => id);
      return [...ids, ...(pageInfo.hasNextPage ? await walkHere(pageInfo.endCursor) : [])];
    }

    test('have the values of REST', async () => {
      const made = await createRecord(api, plural);
      const { data } = await send(READ, { id: made.id });
      expect(Object.keys(data[one])).toEqual(fields);
      expect(made).toMatchObject(data[one]);
    });

    test('are made, changed and taken away for both', async () => {
      const input = await sampleOf(api, plural);
      const made = (await send(CREATE, { input })).data[`${create}`];
      expect(made).toMatchObject({ ...input, version: 1 });
      expect((await api.get(`/${plural}/${made.id}`)).body).toMatchObject(made);
      const variables = { id: made.id, changes: { ...(await sampleOf(api, plural)), version: 1 } };
      const changed = (await send(UPDATE, variables)).data[`${update}`];
      expect(changed).toMatchObject({ ...variables.changes, version: 2 });
      expect((await send(UPDATE, variables)).codes).toEqual(['stale_version']);
      expect((await send(DELETE, { id: made.id })).data).toEqual({ [`${remove}`]: made.id });
      expect((await api.get(`/${plural}/${made.id}`)).status).toBe(404);
      expect((await send(READ, { id: made.id })).data).toEqual({ [one]: null });
      expect((await send(DELETE, { id: made.id })).codes).toEqual(['not_found']);
    });

    test('are refused with the errors of REST', async () => {
      const changes = { version: 0 };
      const [{ errors }] = [await send(UPDATE, { id: unknownId(), changes })];
      const { body } = await api.patch(`/${plural}/${unknownId()}`, changes);
      expect(errors[0].extensions).toEqual({ code: 'validation', errors: body.errors });
    });

    test('are listed in the order of REST, with its cursors', async () => {
      for (let made = 0; made < 3; made += 1) await createRecord(api, plural);
      const ids = (await walk(api, `/${plural}?limit=100`)).map(({ id }) => id);
      expect(await walkHere()).toEqual(ids);
      const [{ cursor }] = (await send(LIST)).data[many].edges;
      const rest = await walk(api, `/${plural}?limit=100&cursor=${cursor}`);
      expect(rest.map(({ id }) => id)).toEqual(ids.slice(1));
    });

    test.each(['nobody', 'viewer', 'editor', 'admin'])(
      'are for %s what they are over REST',
      async (role) => {
        const who = role === 'nobody' ? api.anonymous : await api.as(role);
        const id = unknownId();
        const { status } = await who.delete(`/${plural}/${id}`);
        const { codes } = await ask(who, { query: DELETE, variables: { id } });
        expect(codes).toEqual([CODE_OF[status]]);
      },
    );
  });
}
