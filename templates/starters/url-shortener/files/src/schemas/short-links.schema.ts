import { z } from 'zod';
import { isPublicAddress } from '../utils/public-address.ts';
import * as fields from './fields.ts';

const code = z.string().regex(/^[A-Za-z0-9_-]{3,32}$/, 'Expected 3 to 32 letters, digits, - or _');
const url = fields
  .webAddress(1, 2048)
  .refine(isPublicAddress, 'Expected an address that everybody can reach');
const expiresAt = fields.datetime().nullable();

/** A POST. The clicks are nobody's to write, and the code never changes. */
export const shortLinkInput = z.strictObject({
  url,
  code: code.exactOptional(),
  expiresAt: expiresAt.default(null),
});

/** A PUT: whatever it leaves out goes back to its default. */
export const shortLinkReplacement = z.strictObject({
  url,
  expiresAt: expiresAt.default(null),
  ...fields.seenVersion,
});

/** A PATCH: whatever it leaves out stays. */
export const shortLinkPatch = z.strictObject({
  url: url.exactOptional(),
  expiresAt: expiresAt.exactOptional(),
  ...fields.seenVersion,
});

/** What no code looks like is only another that nobody has. */
export const codeParams = z.strictObject({ code: z.string().max(64) });

export type ShortLinkInput = z.output<typeof shortLinkInput>;
