import type { Deps } from '../app.ts';
import type { Call } from '../routes/route.ts';
import type { RecordParams } from '../schemas/fields.ts';
import type { LinkOutput } from '../schemas/links.schema.ts';
import type { ShortLinkInput } from '../schemas/short-links.schema.ts';

export const newLinksController = ({ services: { shortLinks } }: Pick<Deps, 'services'>) => ({
  create: async ({ body, response }: Call<{ body: ShortLinkInput }>): Promise<LinkOutput> => {
    const link = await shortLinks.create(body);
    response.location(`/links/${link.id}`);
    return link;
  },

  read: ({ params }: Call<{ params: RecordParams }>): Promise<LinkOutput> =>
    shortLinks.read(params.id),

  remove: ({ params }: Call<{ params: RecordParams }>): Promise<void> =>
    shortLinks.remove(params.id),
});
