import type { Said } from './protocol.ts';

/** The last that was said in each room. */
export interface RoomHistory {
  readonly add: (said: Said) => Promise<void>;
  /** the oldest first */
  readonly of: (room: string) => Promise<readonly Said[]>;
}
