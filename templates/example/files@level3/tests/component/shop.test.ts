import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApi, type Api } from '../support/api.ts';
import { createRecord, nextPage, walk } from '../support/factories.ts';
import { insertProducts } from '../support/shop.ts';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

describe('a catalogue of 200 products of one moment', () => {
  test.each(['createdAt', '-createdAt', 'price', '-stock'])(
    'is read by %s without a gap or a repeat while others come in',
    async (sort) => {
      const made = await insertProducts(api, Array(200).fill({}));
      const seen: string[] = [];
      let next: string | undefined = `/products?limit=30&sort=${sort}`;
      while (next) {
        const page = await api.get(next);
        seen.push(...(page.body as { id: string }[]).map(({ id }) => id));
        await createRecord(api, 'products');
        next = nextPage(page);
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen).toEqual(expect.arrayContaining(made));
    },
  );
});

describe('a name', () => {
  test.each(["'; drop table products; --", "' or 1=1 --", '\\', '%_', '$1', '{"$gt":""}'])(
    'of %s is a name like any other',
    async (name) => {
      const product = await createRecord(api, 'products', { name });
      expect(product).toMatchObject({ name });
      const found = await walk(api, `/products?limit=100&name=${encodeURIComponent(name)}`);
      expect(found).toEqual([product]);
    },
  );

  test('with a NUL in it is refused, as no database keeps one', async () => {
    const product = await createRecord(api, 'products');
    const answers = [
      await api.post('/products', { ...product, name: 'a\0b' }),
      await api.patch(`/products/${product.id}`, { name: 'a\0b' }),
      await api.get('/products?name=a%00b'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400]);
  });
});
