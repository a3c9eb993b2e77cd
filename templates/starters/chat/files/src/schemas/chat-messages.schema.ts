import { z } from 'zod';
import type { Sort } from '../utils/pagination.ts';
import * as fields from './fields.ts';
import * as query from './list-query.ts';

export const messageOutput = z.object({
  id: fields.uuid(),
  userId: fields.uuid(),
  text: z.string(),
  sentAt: fields.datetime(),
});

/** What was said while somebody reads back comes before the first page, and moves none. */
export const newestFirst: Sort<'sentAt'> = { field: 'sentAt', isDescending: true };

const toPage = query.toPage(messageOutput);

export const messagesQuery = z
  .strictObject(query.paging())
  .transform((page, context) => toPage({ ...page, sort: newestFirst }, context));

export type MessageOutput = z.output<typeof messageOutput>;
export type MessagesQuery = z.output<typeof messagesQuery>;
