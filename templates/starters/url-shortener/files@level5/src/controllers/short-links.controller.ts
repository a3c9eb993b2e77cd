import type { Deps } from '../app.ts';

export const shortLinksController = ({ services: { shortLinks } }: Pick<Deps, 'services'>) => ({
  follow: (code: string): Promise<string> => shortLinks.follow(code).then(({ url }) => url),
});
