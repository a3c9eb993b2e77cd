import type { Deps } from '../app.ts';
import { AppError } from '../errors/app-error.ts';
import { linkModel } from '../models/link.model.ts';

export function shortLinksController({ db }: Pick<Deps, 'db'>) {
  const links = db.collection(linkModel);
  const sort = { field: 'createdAt', isDescending: false };

  /** @returns where the link leads; the click is counted. */
  async function follow(code: string): Promise<string> {
    const [link] = await links.list({ limit: 1, sort, filter: { code } });
    const counted =
      link &&
      (await links.update(link.id, (row) => {
        if (row.expiresAt !== null && Date.parse(row.expiresAt) <= Date.now())
          throw new AppError('gone', 'This link has ended.');
        return { ...row, clicks: row.clicks + 1 };
      }));
    if (!counted) throw new AppError('not_found', 'There is no such link.');
    return counted.url;
  }

  return { follow };
}
