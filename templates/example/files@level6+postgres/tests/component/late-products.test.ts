import { expect, onTestFinished, test } from 'vitest';
import { startApi, type ApiOptions } from '../support/api.ts';
import { copyTemplate } from '../support/database.ts';
import { createRecord } from '../support/factories.ts';

async function start(env: NonNullable<ApiOptions['env']> = {}) {
  const api = await startApi({ env });
  onTestFinished(api.close);
  return api;
}

test('the catalogue may be that of the replica; a product by its id, and what was changed, never is', async () => {
  const url = await copyTemplate();
  const replica = await start({ DATABASE_URL: url });
  const [late, alsoLate] = [
    await createRecord(replica, 'products'),
    await createRecord(replica, 'products'),
  ];
  const api = await start({ DATABASE_REPLICA_URL: url });
  const { body } = await api.get('/products?limit=100&sort=-createdAt');
  expect(body).toEqual(expect.arrayContaining([late, alsoLate]));
  expect((await api.get(`/products/${late.id}`)).status).toBe(404);
  expect((await api.patch(`/products/${late.id}`, { name: 'other' })).status).toBe(404);
});
