import { AppError } from '../errors/app-error.ts';
import { translate } from '../errors/translate.ts';
import type { LinkOutput } from '../schemas/links.schema.ts';
import type { ShortLinkInput } from '../schemas/short-links.schema.ts';
import { newCode } from '../utils/short-code.ts';
import type { ServiceDeps } from './index.ts';
import { removeLink, type RemovalDeps } from './link-removal.ts';

type Deps = Pick<ServiceDeps, 'repositories' | 'clock'> & RemovalDeps;

export function shortLinksService(deps: Deps) {
  const { repositories, clock } = deps;
  const { links, shortLinks } = repositories;
  return {
    create: ({ code, ...link }: ShortLinkInput): Promise<LinkOutput> => {
      const make = (free: string): Promise<LinkOutput> =>
        links.insert({ ...link, code: free, clicks: 0 });
      return code === undefined ? withFreeCode(make) : make(code);
    },

    /** From where the clicks are counted, and never from a cache. */
    read: async (id: string): Promise<LinkOutput> => {
      const link = await links.find(id);
      if (!link) throw missing();
      return link;
    },

    remove: async (id: string): Promise<void> => {
      if (!(await removeLink(deps, id))) throw missing();
    },

    /** @returns the link, and where it leads; the click is counted. */
    follow: async (code: string): Promise<Pick<LinkOutput, 'id' | 'url'>> => {
      const followed = await shortLinks.follow(code, clock.now());
      if (followed.kind === 'counted') return followed;
      throw followed.kind === 'ended' ? new AppError('gone', 'This link has ended.') : missing();
    },
  };
}

const missing = () => new AppError('not_found', 'There is no such link.');

/** Asking first whether a code is free would leave a moment for somebody else to take it. */
async function withFreeCode<Result>(
  make: (code: string) => Promise<Result>,
  triesLeft = 5,
): Promise<Result> {
  try {
    return await make(newCode());
  } catch (error) {
    if (triesLeft === 0 || translate(error)?.code !== 'conflict') throw error;
    return withFreeCode(make, triesLeft - 1);
  }
}
