import { sql } from 'drizzle-orm';
import { index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns.ts';
import { people } from './people.ts';
import { posts } from './posts.ts';

/** A story that somebody suggests: an address, a text, or both. */
export const proposals = pgTable(
	'proposals',
	{
		id: id(),
		personId: uuid()
			.notNull()
			.references(() => people.id, { onDelete: 'cascade' }),
		title: text().notNull(),
		url: text(),
		/** What the address has in common with other spellings of it: domain/proposals/same-address.ts. */
		urlKey: text(),
		text: text(),
		/** Why colleagues would share it. */
		why: text().notNull(),
		/** open | accepted | declined */
		state: text().notNull().default('open'),
		/** What the owner told the proposer. */
		note: text(),
		decidedBy: uuid().references(() => people.id),
		decidedAt: instant(),
		/** The story that was made of it. */
		postId: uuid().references(() => posts.id),
		createdAt: createdAt(),
	},
	(t) => [
		index().on(t.state, t.createdAt),
		index().on(t.personId, t.createdAt),
		// Of two who suggest the same address at once, one is told.
		uniqueIndex('proposals_open_url')
			.on(t.urlKey)
			.where(sql`state = 'open'`),
	],
);

/** One each; they order the list and give nobody points. */
export const proposalVotes = pgTable(
	'proposal_votes',
	{
		proposalId: uuid()
			.notNull()
			.references(() => proposals.id, { onDelete: 'cascade' }),
		personId: uuid()
			.notNull()
			.references(() => people.id, { onDelete: 'cascade' }),
		createdAt: createdAt(),
	},
	(t) => [primaryKey({ columns: [t.proposalId, t.personId] })],
);
