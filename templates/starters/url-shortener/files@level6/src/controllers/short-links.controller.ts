import type { Deps } from '../app.ts';
import type { Call } from '../routes/route.ts';

type Given = Call<{ params: { readonly code: string } }>;

export const shortLinksController = ({
  services: { shortLinks, linkClicks },
}: Pick<Deps, 'services'>) => ({
  follow: async ({ params, request, response }: Given): Promise<void> => {
    const { id, url } = await shortLinks.follow(params.code);
    response.set('Cache-Control', 'no-store').location(url);
    linkClicks.note(id, {
      referrer: request.get('referrer'),
      userAgent: request.get('user-agent'),
    });
  },
});
