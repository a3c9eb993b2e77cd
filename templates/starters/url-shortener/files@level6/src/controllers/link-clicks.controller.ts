import type { Deps } from '../app.ts';
import type { Call } from '../routes/route.ts';
import type { RecordParams } from '../schemas/fields.ts';
import type { LinkClicks, LinkClicksQuery } from '../schemas/link-clicks.schema.ts';

type Given = Call<{ params: RecordParams; query: LinkClicksQuery }>;

export const linkClicksController = ({ services: { linkClicks } }: Pick<Deps, 'services'>) => ({
  read: ({ params, query }: Given): Promise<LinkClicks> => linkClicks.read(params.id, query.days),
});
