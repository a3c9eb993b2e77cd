import type { Deps } from '../app.ts';
import { recordParams } from '../schemas/fields.ts';
import type { Identity } from '../utils/identity.ts';

/** Whether they may be in that room of its kind. */
type MayBeIn = (id: string, who: Identity) => Promise<boolean>;

/** What is not in this list is no room. Asked when somebody enters, and with each message they say. */
export const roomKinds = ({
  services: { chats },
}: Pick<Deps, 'services'>): Readonly<Record<string, MayBeIn>> => ({
  chat: async (id, { userId }) => isId(id) && (await chats.isMember(id, userId)),
});

/** As it is kept: another spelling of the same id would be another room, with nobody in it. */
const isId = (text: string): boolean => recordParams.safeParse({ id: text }).data?.id === text;
