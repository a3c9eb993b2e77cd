import { z } from 'zod';
import { clickAgents, clickSources } from '../constants/click-kinds.ts';
import * as fields from './fields.ts';
import * as query from './list-query.ts';

const A_MONTH = 30;
const A_YEAR = 366;

export const linkClicksQuery = z.strictObject({ days: query.integer(1, A_YEAR).default(A_MONTH) });

export const linkClicks = z.object({
  /** since there is the link, to the last click */
  total: z.int(),
  /** the oldest first; a second behind */
  days: z.array(z.object({ day: fields.date(), clicks: z.int() })),
  sources: z.record(z.enum(clickSources), z.int()),
  agents: z.record(z.enum(clickAgents), z.int()),
});

export type LinkClicksQuery = z.output<typeof linkClicksQuery>;
export type LinkClicks = z.output<typeof linkClicks>;
