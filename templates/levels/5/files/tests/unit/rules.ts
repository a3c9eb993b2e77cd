import { beforeAll, describe, expect, test } from 'vitest';
import type { Services } from '../../src/services/index.ts';
import type { Stored, Values } from '../support/factories.ts';
import { sampleIn } from '../support/records.ts';
import { unknownId } from '../support/samples.ts';
import { servicesInMemory, type InMemory } from '../support/services-in-memory.ts';

/** A service that looks after records of any kind. */
interface RecordService {
  readonly list: (page: any) => Promise<Stored[]>;
  readonly create: (input: any) => Promise<Stored>;
  readonly read: (id: string) => Promise<Stored>;
  readonly change: (id: string, changes: any) => Promise<Stored>;
  readonly remove: (id: string) => Promise<void>;
}

/** The rules that hold for records of every kind. */
export function holdToRules(plural: string, pick: (services: Services) => RecordService): void {
  describe(`the service of ${plural}`, () => {
    let app: InMemory;
    let service: RecordService;
    beforeAll(() => {
      app = servicesInMemory();
      service = pick(app.services);
    });

    const sample = (): Promise<Values> => sampleIn(app.repositories, plural);
    const notFound = { code: 'not_found' };

    test('reads and lists what it created', async () => {
      const made = await service.create(await sample());
      expect(await service.read(made.id)).toEqual(made);
      const sort = { field: 'createdAt', isDescending: false };
      expect(await service.list({ limit: 100, sort, filter: {} })).toContainEqual(made);
    });

    test('says so when there is no such record', async () => {
      const id = unknownId();
      await expect(service.read(id)).rejects.toMatchObject(notFound);
      await expect(service.change(id, await sample())).rejects.toMatchObject(notFound);
      await expect(service.change(id, { version: 1 })).rejects.toMatchObject(notFound);
      await expect(service.remove(id)).rejects.toMatchObject(notFound);
    });

    test('refuses a change of what was changed since, and leaves it as it is', async () => {
      const { id } = await service.create(await sample());
      const changed = await service.change(id, { ...(await sample()), version: 1 });
      const late = service.change(id, { ...(await sample()), version: 1 });
      await expect(late).rejects.toMatchObject({ code: 'stale_version' });
      expect(await service.read(id)).toEqual(changed);
    });

    test('finds nothing of what it removed', async () => {
      const { id } = await service.create(await sample());
      await service.remove(id);
      await expect(service.read(id)).rejects.toMatchObject(notFound);
    });
  });
}
