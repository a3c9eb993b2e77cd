import type { Identity } from '../utils/identity.ts';

/** Whether they may be in that room of its kind. */
type MayBeIn = (id: string, who: Identity) => Promise<boolean>;

/** What is not in this list is no room. */
export const roomKinds = (_deps: object): Readonly<Record<string, MayBeIn>> => ({
  chat: () => Promise.resolve(true),
});
