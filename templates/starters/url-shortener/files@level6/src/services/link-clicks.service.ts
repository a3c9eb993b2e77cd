import type { Batch, ClickCount } from '../clicks/store.ts';
import { clickAgents, clickSources } from '../constants/click-kinds.ts';
import { AppError } from '../errors/app-error.ts';
import type { LinkClicks } from '../schemas/link-clicks.schema.ts';
import { agentOf, sourceOf } from '../utils/click-kinds.ts';
import type { ServiceDeps } from './index.ts';

/** Who follows a link, as far as it is looked at. */
export interface Visit {
  readonly referrer: string | undefined;
  readonly userAgent: string | undefined;
}

type Deps = Pick<ServiceDeps, 'repositories' | 'unitOfWork' | 'clicks' | 'clock'>;

const DAY = 24 * 60 * 60_000;
const CONSUMER = 'link-clicks';
/** a statement takes only so many parameters */
const AT_ONCE = 1_000;

export function linkClicksService({ repositories, unitOfWork, clicks, clock }: Deps) {
  const dayOf = (age: number): string =>
    new Date(clock.now().getTime() - age * DAY).toISOString().slice(0, 10);

  /** A batch that comes again is known to the inbox, and not added twice. */
  const keep = ({ id, counts }: Batch): Promise<void> =>
    unitOfWork.run(async ({ inbox, clickDays }) => {
      if (!(await inbox.accept(CONSUMER, id, clock.now()))) return;
      for (let at = 0; at < counts.length; at += AT_ONCE) {
        await clickDays.add(counts.slice(at, at + AT_ONCE));
      }
    });
  clicks.keptBy(keep);

  return {
    keep,

    /** After the click was counted: nobody waits for it. */
    note: (linkId: string, { referrer, userAgent }: Visit): void =>
      clicks.add({
        linkId,
        day: dayOf(0),
        source: sourceOf(referrer),
        agent: agentOf(userAgent),
      }),

    /** Of the last days, today among them. The total is the counter of the link, and exact at every moment. */
    read: async (linkId: string, count: number): Promise<LinkClicks> => {
      const link = await repositories.links.find(linkId);
      if (!link) throw new AppError('not_found', 'There is no such link.');
      const days = Array.from({ length: count }, (_, place) => dayOf(count - 1 - place));
      const found = await repositories.clickDays.list(linkId, dayOf(count - 1));
      return {
        total: link.clicks,
        days: days.map((day) => ({ day, clicks: sumOf(found, (one) => one.day === day) })),
        sources: sums(clickSources, (source) => sumOf(found, (one) => one.source === source)),
        agents: sums(clickAgents, (agent) => sumOf(found, (one) => one.agent === agent)),
      };
    },
  };
}

const sumOf = (counts: readonly ClickCount[], isMeant: (one: ClickCount) => boolean): number =>
  counts.filter(isMeant).reduce((sum, { clicks }) => sum + clicks, 0);

const sums = <Kind extends string>(kinds: readonly Kind[], of: (kind: Kind) => number) =>
  Object.fromEntries(kinds.map((kind) => [kind, of(kind)])) as Record<Kind, number>;
