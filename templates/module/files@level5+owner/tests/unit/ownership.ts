import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Services } from '../../src/services/index.ts';
import type { Viewer } from '../../src/services/ownership.ts';
import type { Stored, Values } from '../support/factories.ts';
import { sampleIn } from '../support/records.ts';
import { servicesInMemory, type InMemory } from '../support/services-in-memory.ts';

/** A service that looks after records of any kind, each of which belongs to somebody. */
interface OwnedService {
  readonly list: (page: any, who: Viewer) => Promise<Stored[]>;
  readonly create: (input: any) => Promise<Stored>;
  readonly read: (id: string, who: Viewer) => Promise<Stored>;
  readonly change: (id: string, changes: any, who: Viewer) => Promise<Stored>;
  readonly remove: (id: string, who: Viewer) => Promise<void>;
}

/** The service as it is for an admin. */
export function forAdmins({ create, ...service }: OwnedService) {
  const admin: Viewer = { userId: randomUUID(), role: 'admin' };
  return {
    create,
    list: (page: object) => service.list(page, admin),
    read: (id: string) => service.read(id, admin),
    change: (id: string, changes: object) => service.change(id, changes, admin),
    remove: (id: string) => service.remove(id, admin),
  };
}

/** The rules that hold for records of every kind that belong to somebody. */
export function holdToOwnership(plural: string, pick: (services: Services) => OwnedService): void {
  describe(`whose ${plural} are`, () => {
    let app: InMemory;
    let service: OwnedService;
    beforeAll(() => {
      app = servicesInMemory();
      service = pick(app.services);
    });

    const sample = (): Promise<Values> => sampleIn(app.repositories, plural);
    const create = async () => {
      const made = await service.create(await sample());
      const owner: Viewer = { userId: String(made['ownerId']), role: 'viewer' };
      return { made, owner };
    };
    const sort = { field: 'createdAt', isDescending: false };
    const page = { limit: 100, sort, filter: {} };
    const stranger: Viewer = { userId: randomUUID(), role: 'editor' };

    test('they are found by their owner and by an admin', async () => {
      const { made, owner } = await create();
      for (const who of [owner, { ...stranger, role: 'admin' as const }]) {
        expect(await service.read(made.id, who)).toEqual(made);
        expect(await service.list(page, who)).toContainEqual(made);
      }
    });

    test('they do not exist for anybody else, and stay as they are', async () => {
      const { made, owner } = await create();
      const attempts = [
        service.read(made.id, stranger),
        service.change(made.id, await sample(), stranger),
        service.remove(made.id, stranger),
      ];
      for (const attempt of attempts) {
        await expect(attempt).rejects.toMatchObject({ code: 'not_found' });
      }
      expect(await service.read(made.id, owner)).toEqual(made);
    });

    test('a list holds no others, whatever is asked for', async () => {
      const { owner } = await create();
      const theirs = { ...page, filter: { ownerId: owner.userId } };
      expect(await service.list(page, stranger)).toEqual([]);
      expect(await service.list(theirs, stranger)).toEqual([]);
    });
  });
}
