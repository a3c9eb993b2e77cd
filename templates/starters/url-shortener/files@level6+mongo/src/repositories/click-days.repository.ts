import { toKey } from '../clicks/store.ts';
import type { Executor } from '../db/executor.ts';
import { clickDayModel } from '../models/click-day.model.ts';
import { linkModel } from '../models/link.model.ts';
import type { ClickDaysRepository } from './click-day-contracts.ts';

export function clickDaysRepository({ db, ...options }: Executor): ClickDaysRepository {
  const [days, links] = [clickDayModel(db), linkModel(db)];
  return {
    add: async (counts) => {
      const asked = [...new Set(counts.map(({ linkId }) => linkId))];
      const found = await links.find({ _id: { $in: asked } }, { _id: 1 }, options).lean();
      const known = new Set(found.map(({ _id }) => _id));
      const kept = counts.filter(({ linkId }) => known.has(linkId));
      if (kept.length === 0) return;
      await days.bulkWrite(
        kept.map(({ clicks, ...kind }) => ({
          updateOne: {
            filter: { _id: toKey(kind) },
            update: { $inc: { clicks }, $setOnInsert: kind },
            upsert: true,
          },
        })),
        options,
      );
    },

    list: async (linkId, since) => {
      const found = await days.find({ linkId, day: { $gte: since } }, { _id: 0 }, options).lean();
      return found;
    },

    forget: async (linkId) => {
      await days.deleteMany({ linkId }, options);
    },
  };
}
