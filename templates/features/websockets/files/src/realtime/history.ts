import { realtimeLimits } from '../constants/realtime-limits.ts';
import { boundedMap } from '../utils/bounded-map.ts';
import type { Said } from './protocol.ts';

const { messages, rooms } = realtimeLimits.history;

/** The last that was said in each room. */
export interface RoomHistory {
  readonly add: (said: Said) => Promise<void>;
  /** the oldest first */
  readonly of: (room: string) => Promise<readonly Said[]>;
}

/** Known to this instance, until it ends. */
export function openHistory(): RoomHistory {
  const kept = boundedMap<readonly Said[]>(rooms);
  return {
    add: (said) => {
      kept.set(said.room, [...(kept.get(said.room) ?? []), said].slice(-messages));
      return Promise.resolve();
    },
    of: (room) => Promise.resolve(kept.get(room) ?? []),
  };
}
