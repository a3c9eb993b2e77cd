import type { Deps } from '../app.ts';
import { AppError } from '../errors/app-error.ts';
import { recordParams } from '../schemas/fields.ts';
import type { Identity } from '../utils/identity.ts';

/** Whether they may be in that room of its kind. */
type MayBeIn = (id: string, who: Identity) => Promise<boolean>;

/** What is not in this list is no room. */
export const roomKinds = ({
  services: { orders },
}: Pick<Deps, 'services'>): Readonly<Record<string, MayBeIn>> => ({
  chat: () => Promise.resolve(true),
  order: (id, who) =>
    recordParams.safeParse({ id }).success ? isFound(orders.read(id, who)) : Promise.resolve(false),
});

/** Only what they may see is found. */
const isFound = (record: Promise<unknown>): Promise<boolean> =>
  record.then(
    () => true,
    (error: unknown) => {
      if (error instanceof AppError && error.code === 'not_found') return false;
      throw error;
    },
  );
