import type { Deps } from '../app.ts';
import type { Call } from '../routes/route.ts';
import type { RecordParams } from '../schemas/fields.ts';
import type { Announcement, Destination, Link, UploadOutput } from '../schemas/uploads.schema.ts';
import { requireIdentity } from '../utils/identity.ts';

type OfOne = Call<{ params: RecordParams }>;

export const directUploadsController = ({
  services: { directUploads },
}: Pick<Deps, 'services'>) => ({
  announce: async ({
    body,
    request,
    response,
  }: Call<{ body: Announcement }>): Promise<Destination> => {
    const destination = await directUploads.announce(body, requireIdentity(request).userId);
    response.location(`/uploads/${destination.id}`);
    return destination;
  },

  finish: ({ params, request }: OfOne): Promise<UploadOutput> =>
    directUploads.finish(params.id, requireIdentity(request).userId),

  link: ({ params, request }: OfOne): Promise<Link> =>
    directUploads.link(params.id, requireIdentity(request).userId),
});
