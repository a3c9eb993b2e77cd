import type { Deps } from '../app.ts';
import { toAnswer } from '../db/record.ts';
import { AppError } from '../errors/app-error.ts';
import { linkModel } from '../models/link.model.ts';
import type { LinkOutput } from '../schemas/links.schema.ts';

export function shortLinksController({ db }: Pick<Deps, 'db'>) {
  const links = linkModel(db);

  /** @returns where the link leads; the click is counted, in the same step. */
  async function follow(code: string): Promise<string> {
    const hasNotEnded = { $or: [{ expiresAt: null }, { expiresAt: { $gt: new Date() } }] };
    const counted = await links
      .findOneAndUpdate(
        { code, ...hasNotEnded },
        { $inc: { clicks: 1 } },
        { returnDocument: 'after', timestamps: false },
      )
      .lean();
    if (counted) return toAnswer<LinkOutput>(counted).url;
    throw (await links.exists({ code }))
      ? new AppError('gone', 'This link has ended.')
      : new AppError('not_found', 'There is no such link.');
  }

  return { follow };
}
