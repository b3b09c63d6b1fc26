import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytea, createdAt, id, instant } from './columns.ts';
import { people } from './people.ts';
import { links } from './posts.ts';

/** What a person says that an own post has brought, for an owner to decide on. */
export const readingReports = pgTable(
	'reading_reports',
	{
		id: id(),
		personId: uuid()
			.notNull()
			.references(() => people.id),
		linkId: uuid()
			.notNull()
			.references(() => links.id),
		/** When the network showed these totals. */
		at: instant().notNull(),
		likes: integer(),
		comments: integer(),
		reshares: integer(),
		impressions: integer(),
		reach: integer(),
		/** open | approved | declined | withdrawn */
		state: text().notNull().default('open'),
		createdAt: createdAt(),
		decidedAt: instant(),
		decidedBy: uuid().references(() => people.id),
		/** Why it was declined, for the person to read. */
		reason: text(),
	},
	(t) => [
		// One of a link waits at a time: the next one is told after the decision.
		uniqueIndex('reading_reports_open')
			.on(t.linkId)
			.where(sql`state = 'open'`),
		index('reading_reports_person').on(t.personId, t.createdAt),
		index('reading_reports_state').on(t.state, t.createdAt),
	],
);

/** The picture that goes with a report, re-encoded. Only the person and owners see it; swept after the decision. */
export const readingScreenshots = pgTable('reading_screenshots', {
	reportId: uuid()
		.primaryKey()
		.references(() => readingReports.id),
	/** image/webp */
	type: text().notNull(),
	bytes: bytea().notNull(),
	width: integer().notNull(),
	height: integer().notNull(),
});
