import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { translate } from '../../src/errors/translate.ts';
import type { Repositories } from '../../src/repositories/index.ts';
import { adapters, type Adapter } from '../support/adapters.ts';
import type { Stored, Values } from '../support/factories.ts';
import { sampleIn, type AnyRecords } from '../support/records.ts';
import { unknownId } from '../support/samples.ts';

interface Promises {
  /** fields that a list can be sorted by */
  readonly sortable: readonly string[];
  readonly filters: readonly string[];
  readonly unique: readonly string[];
  readonly references: readonly string[];
}

/** What every repository of records promises, on every adapter it has. */
export function holdToRecords(
  plural: string,
  pick: (repositories: Repositories) => AnyRecords,
  { sortable, filters, unique, references }: Promises,
): void {
  describe.each(adapters)(`${plural} in $name`, ({ open }) => {
    let adapter: Adapter;
    let records: AnyRecords;
    beforeAll(async () => {
      adapter = await open();
      records = pick(adapter.repositories);
    });
    afterAll(() => adapter.close());

    const sample = (values?: Values) => sampleIn(adapter.repositories, plural, values);
    const insert = async (values?: Values) => records.insert(await sample(values));
    const pageBy = (field: string, isDescending: boolean, more: object = {}) => ({
      limit: 2,
      sort: { field, isDescending },
      filter: {},
      ...more,
    });

    test('are found as they were put in', async () => {
      const given = await sample();
      const made = await records.insert(given);
      expect(made).toMatchObject({ ...given, version: 1, updatedAt: made.createdAt });
      expect(await records.find(made.id)).toEqual(made);
    });

    test('that are not there are neither found, changed nor removed', async () => {
      const id = unknownId();
      expect(await records.find(id)).toBeUndefined();
      expect(await records.update(id, await sample())).toBeUndefined();
      expect(await records.remove(id)).toBe(false);
    });

    test('keep what a change does not name', async () => {
      const made = await insert();
      const [field = 'version', value] = Object.entries(await sample())[0] ?? [];
      const changed = await records.update(made.id, { [field]: value });
      const updatedAt = changed?.updatedAt;
      expect(changed).toEqual({ ...made, [field]: value, version: 2, updatedAt });
      expect(await records.find(made.id)).toEqual(changed);
    });

    test('are changed by one of two who have seen one version', async () => {
      const made = await insert();
      const changes = { ...(await sample()), version: 1 };
      const both = await Promise.all([1, 2].map(() => records.update(made.id, changes)));
      expect(both.filter((one) => one !== undefined)).toHaveLength(1);
      expect(await records.find(made.id)).toMatchObject({ version: 2 });
    });

    test('are gone when they were removed', async () => {
      const { id } = await insert();
      expect(await records.remove(id)).toBe(true);
      expect(await records.find(id)).toBeUndefined();
    });

    test.each(sortable)(
      'are listed by %s, up and down, one more than a page holds',
      async (field) => {
        for (let count = 0; count < 5; count += 1) await insert();
        const up = await walk(records, (more) => pageBy(field, false, more));
        expect(up.length).toBeGreaterThanOrEqual(5);
        expect(new Set(up.map(({ id }) => id)).size).toBe(up.length);
        const down = await walk(records, (more) => pageBy(field, true, more));
        expect(down).toEqual(up.toReversed());
        expect(await records.list(pageBy(field, false))).toHaveLength(3);
      },
    );

    test.each(filters)('are narrowed to one %s', async (field) => {
      const others = [await insert(), await insert()];
      const wanted = others[0]?.[field];
      const filter = { [field]: wanted };
      const found = await records.list(pageBy('createdAt', false, { limit: 100, filter }));
      expect(found.map(({ id }) => id)).toContain(others[0]?.id);
      expect(new Set(found.map((one) => one[field]))).toEqual(new Set([wanted]));
    });

    test.each(unique)('have a %s of their own', async (field) => {
      const { [field]: taken } = await insert();
      const other = await insert();
      expect(await codeOf(records.insert(await sample({ [field]: taken })))).toBe('conflict');
      expect(await codeOf(records.update(other.id, { [field]: taken }))).toBe('conflict');
      expect(await records.find(other.id)).toEqual(other);
    });

    test.each(references)('refer in %s to what is there', async (field) => {
      const dangling = await sample({ [field]: unknownId() });
      expect(await codeOf(records.insert(dangling))).toBe('conflict');
    });
  });
}

/** All records, page by page. */
async function walk(
  records: AnyRecords,
  pageWith: (more: object) => { readonly limit: number; readonly sort: { readonly field: string } },
  after?: object,
): Promise<Stored[]> {
  const { limit, sort } = pageWith({});
  const found = await records.list(pageWith(after ? { after } : {}));
  const page = found.slice(0, limit);
  const last = page.at(-1);
  if (!last || found.length <= limit) return page;
  return [...page, ...(await walk(records, pageWith, { value: last[sort.field], id: last.id }))];
}

/** What the caller of the API would be told. */
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing wrong',
    (error: unknown) => translate(error)?.code ?? error,
  );
