import type { ClickAgent, ClickSource } from '../constants/click-kinds.ts';

/** All that is known of a click later. Who it was is not in it: no address, no page, no name of a browser. */
export interface ClickKind {
  readonly linkId: string;
  /** in UTC: `2026-01-31` */
  readonly day: string;
  readonly source: ClickSource;
  readonly agent: ClickAgent;
}

export interface ClickCount extends ClickKind {
  readonly clicks: number;
}

/** What was gathered, and is to be kept once. */
export interface Batch {
  readonly id: string;
  readonly counts: readonly ClickCount[];
  /** It is kept. Until then it is told of again, under the same id. */
  readonly done: () => Promise<void>;
}

/** Where clicks are gathered. */
export interface ClickStore {
  /** Never rejects. */
  readonly add: (kind: ClickKind) => Promise<void>;
  /** What came since the last time, and what was never done. */
  readonly take: () => Promise<readonly Batch[]>;
}

export const toKey = ({ linkId, day, source, agent }: ClickKind): string =>
  [linkId, day, source, agent].join(' ');

/** In one order, so that of two who write at once none waits for the other crosswise. */
export const toCounts = (gathered: Iterable<readonly [string, number]>): readonly ClickCount[] =>
  [...gathered]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, clicks]) => ({ ...ofKey(key), clicks }));

function ofKey(key: string): ClickKind {
  const [linkId = '', day = '', source, agent] = key.split(' ');
  return { linkId, day, source: source as ClickSource, agent: agent as ClickAgent };
}
