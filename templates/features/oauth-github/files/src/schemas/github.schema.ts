import { z } from 'zod';

/** A path of our pages and nothing else: `//evil.example` and `https:evil.example` are addresses, too. */
const returnTo = z
  .string()
  .max(500)
  .regex(/^\/(?![/\\])[\w\-./?=&%]*$/, 'Expected a path such as /welcome')
  .default('/')
  .meta({ examples: ['/welcome'] });

export const departure = z.strictObject({ returnTo });

/** Whatever else GitHub adds is left alone. */
export const arrival = z.object({
  code: z.string().max(500).exactOptional(),
  state: z.string().max(500).exactOptional(),
});

export const authorization = z.object({ url: z.url() });

export type Departure = z.output<typeof departure>;
export type Arrival = z.output<typeof arrival>;
export type Authorization = z.output<typeof authorization>;
