import { sql } from 'drizzle-orm';
import { check, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { clickAgents, clickSources } from '../constants/click-kinds.ts';
import { links } from './link.model.ts';

const listOf = (texts: readonly string[]) => sql.raw(texts.map((text) => `'${text}'`).join(', '));

/** How often a link was followed on a day, from where and with what. */
export const clickDays = pgTable(
  'click_days',
  (t) => ({
    linkId: t
      .uuid('link_id')
      .references(() => links.id, { onDelete: 'cascade' })
      .notNull(),
    day: t.date('day').notNull(),
    source: t.text('source', { enum: clickSources }).notNull(),
    agent: t.text('agent', { enum: clickAgents }).notNull(),
    clicks: t.integer('clicks').notNull(),
  }),
  (table) => [
    primaryKey({
      name: 'click_days_pkey',
      columns: [table.linkId, table.day, table.source, table.agent],
    }),
    check('click_days_source_check', sql`${table.source} in (${listOf(clickSources)})`),
    check('click_days_agent_check', sql`${table.agent} in (${listOf(clickAgents)})`),
    check('click_days_clicks_check', sql`${table.clicks} >= 1`),
  ],
);
