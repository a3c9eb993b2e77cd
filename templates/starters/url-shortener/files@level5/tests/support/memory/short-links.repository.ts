import type { ShortLinksRepository } from '../../../src/repositories/short-link-contracts.ts';
import type { LinkOutput } from '../../../src/schemas/links.schema.ts';
import type { Memory } from './memory.ts';
import { later } from './records.ts';

export const shortLinksRepository = (memory: Memory): ShortLinksRepository => ({
  follow: (code, now) =>
    later(() => {
      const links = memory.table<LinkOutput>('links');
      const link = links.all().find((row) => row.code === code);
      if (!link) return { kind: 'unknown' };
      if (link.expiresAt !== null && Date.parse(link.expiresAt) <= now.getTime())
        return { kind: 'ended' };
      links.put({ ...link, clicks: link.clicks + 1 });
      return { kind: 'counted', id: link.id, url: link.url };
    }),
});
