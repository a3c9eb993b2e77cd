import type { Executor } from '../db/executor.ts';
import { toAnswer } from '../db/record.ts';
import { linkModel } from '../models/link.model.ts';
import type { LinkOutput } from '../schemas/links.schema.ts';
import type { ShortLinksRepository } from './short-link-contracts.ts';

export function shortLinksRepository({ db, ...options }: Executor): ShortLinksRepository {
  const links = linkModel(db);
  return {
    follow: async (code, now) => {
      const hasNotEnded = { $or: [{ expiresAt: null }, { expiresAt: { $gt: now } }] };
      const counted = await links
        .findOneAndUpdate(
          { code, ...hasNotEnded },
          { $inc: { clicks: 1 } },
          { ...options, returnDocument: 'after', timestamps: false },
        )
        .lean();
      if (counted) {
        const { id, url } = toAnswer<LinkOutput>(counted);
        return { kind: 'counted', id, url };
      }
      const ended = await links.findOne({ code }, null, options).lean();
      return { kind: ended ? 'ended' : 'unknown' };
    },
  };
}
