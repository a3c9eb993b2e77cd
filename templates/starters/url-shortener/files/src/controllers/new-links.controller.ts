import type { Deps } from '../app.ts';
import { translate } from '../errors/translate.ts';
import type { Call } from '../routes/route.ts';
import type { LinkOutput } from '../schemas/links.schema.ts';
import type { ShortLinkInput } from '../schemas/short-links.schema.ts';
import { newCode } from '../utils/short-code.ts';
import { linksController } from './links.controller.ts';

export function newLinksController({ db }: Pick<Deps, 'db'>) {
  const { create, read, remove } = linksController({ db });
  return {
    read,
    remove,

    create: ({
      body: { code, ...link },
      ...call
    }: Call<{ body: ShortLinkInput }>): Promise<LinkOutput> => {
      const make = (free: string): Promise<LinkOutput> =>
        create({ ...call, body: { ...link, code: free, clicks: 0 } });
      return code === undefined ? withFreeCode(make) : make(code);
    },
  };
}

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
