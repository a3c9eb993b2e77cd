import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { translate } from '../../src/errors/translate.ts';
import type { KeepingRepository } from '../../src/repositories/keeping-contracts.ts';
import type { Repositories } from '../../src/repositories/index.ts';
import { adapters, type Adapter } from '../support/adapters.ts';
import type { Stored } from '../support/factories.ts';
import { sampleIn } from '../support/records.ts';
import { unknownId } from '../support/samples.ts';

type AnyKept = KeepingRepository<Stored, any, any, any>;

const PAGE = { limit: 100, sort: { field: 'createdAt', isDescending: false }, filter: {} };

/** What every repository of records promises that keeps what is removed, on every adapter it has. */
export function holdToKeeping(
  plural: string,
  pick: (repositories: Repositories) => AnyKept,
  { unique }: { readonly unique: readonly string[] },
): void {
  describe.each(adapters)(`deleted ${plural} in $name`, ({ open }) => {
    let adapter: Adapter;
    let records: AnyKept;
    beforeAll(async () => {
      adapter = await open();
      records = pick(adapter.repositories);
    });
    afterAll(() => adapter.close());

    const insert = async () => records.insert(await sampleIn(adapter.repositories, plural));
    const remove = async (): Promise<Stored> => {
      const made = await insert();
      expect(await records.remove(made.id)).toBe(true);
      return made;
    };

    test('are listed among the deleted, and nowhere else', async () => {
      const [kept, { id }] = [await insert(), await remove()];
      const idsIn = (list: readonly Stored[]) => list.map((one) => one.id);
      expect(idsIn(await records.listDeleted(PAGE))).toContain(id);
      expect(idsIn(await records.listDeleted(PAGE))).not.toContain(kept.id);
      expect(idsIn(await records.list(PAGE))).not.toContain(id);
    });

    test('are neither changed nor removed again', async () => {
      const { id } = await remove();
      const values = await sampleIn(adapter.repositories, plural);
      expect(await records.update(id, values)).toBeUndefined();
      expect(await records.remove(id)).toBe(false);
    });

    test('come back as they were, with another version', async () => {
      const { version, updatedAt, ...made } = await remove();
      const restored = await records.restore(made.id);
      expect(restored).toMatchObject(made);
      expect(restored?.version).toBeGreaterThan(version);
      expect(updatedAt <= (restored?.updatedAt ?? '')).toBe(true);
      expect(await records.find(made.id)).toEqual(restored);
    });

    test('are gone for good once they are purged', async () => {
      const { id } = await remove();
      expect(await records.purge(id)).toBe(true);
      expect(await records.restore(id)).toBeUndefined();
      expect(await records.purge(id)).toBe(false);
    });

    test('are what is restored and purged, and nothing else', async () => {
      const { id } = await insert();
      for (const one of [id, unknownId()]) {
        expect(await records.restore(one)).toBeUndefined();
        expect(await records.purge(one)).toBe(false);
      }
      expect(await records.find(id)).toBeDefined();
    });

    test.each(unique)(
      'leave their %s to others, and come back only when it is free',
      async (field) => {
        const { id, [field]: value } = await remove();
        const values = await sampleIn(adapter.repositories, plural, { [field]: value });
        const heir = await records.insert(values);
        expect(await codeOf(records.restore(id))).toBe('conflict');
        await records.remove(heir.id);
        expect(await records.restore(id)).toMatchObject({ [field]: value });
      },
    );
  });
}

/** What the caller of the API would be told. */
const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing wrong',
    (error: unknown) => translate(error)?.code ?? error,
  );
