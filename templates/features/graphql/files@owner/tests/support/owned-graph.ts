import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api } from './api.ts';
import { sampleOf } from './factories.ts';
import type { RecordNames } from './graph-records.ts';
import { ask } from './graph.ts';

/** What belongs to somebody does not exist for others, whichever way they ask. */
export function holdToOwners({ plural, one, many, type }: Omit<RecordNames, 'fields'>): void {
  const CREATE = `mutation ($input: ${type}Input!) { made: create${type}(input: $input) { id ownerId } }`;
  const READ = `query ($id: ID!) { found: ${one}(id: $id) { id } }`;
  const DELETE = `mutation ($id: ID!) { delete${type}(id: $id) }`;
  const UPDATE = `mutation ($id: ID!, $changes: ${type}Patch!) {
    update${type}(id: $id, changes: $changes) { id }
  }`;
  const LIST = `query ($owner: ID) { ${many}(filter: { ownerId: $owner }) { nodes { id } } }`;

  describe(`the ${plural} of somebody else`, () => {
    let api: Api;
    beforeAll(async () => {
      api = await startApi();
    });
    afterAll(() => api.close());

    test('are not there, and are as they were', async () => {
      const [owner, stranger] = [await api.as('viewer'), await api.as('editor')];
      const input = await sampleOf(api, plural);
      const { id, ownerId } = (await ask(owner, { query: CREATE, variables: { input } })).data.made;
      expect(ownerId).toBe(owner.userId);
      const variables = { id, changes: {}, owner: ownerId };
      const asStranger = (query: string) => ask(stranger, { query, variables });
      expect((await asStranger(READ)).data).toEqual({ found: null });
      expect((await asStranger(UPDATE)).codes).toEqual(['not_found']);
      expect((await asStranger(DELETE)).codes).toEqual(['not_found']);
      expect((await asStranger(LIST)).data[many].nodes).toEqual([]);
      expect((await ask(owner, { query: LIST, variables })).data[many].nodes).toEqual([{ id }]);
    });
  });
}
