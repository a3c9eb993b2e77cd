import { z } from 'zod';
import * as query from './list-query.ts';

export const noteSearchQuery = z.strictObject({
  text: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .meta({ examples: ['bread'] }),
  isArchived: query.boolean().prefault('false'),
});

export type NoteSearchQuery = z.output<typeof noteSearchQuery>;
