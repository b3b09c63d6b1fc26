import { boolean, index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns.ts';
import { people } from './people.ts';
import { categories, posts } from './posts.ts';

/** An RSS or Atom feed that is read on a schedule. */
export const feeds = pgTable('feeds', {
	id: id(),
	/** Absolute http(s) address. */
	url: text().notNull().unique(),
	/** As the owner calls it; the feed's own title to begin with. Empty until it was read. */
	name: text().notNull().default(''),
	/** Which category its stories come into when they are accepted. */
	categoryId: uuid()
		.notNull()
		.references(() => categories.id),
	everyMinutes: integer().notNull().default(60),
	paused: boolean().notNull().default(false),
	/** How often what people choose of it was saved: whoever saves names the one that they saw. */
	revision: integer().notNull().default(0),
	/** What the server sent along, for asking "anything new?". */
	etag: text(),
	lastModified: text(),
	/** The next read is due from then; moved on before reading, so that two instances don't read twice. */
	nextReadAt: instant().notNull().defaultNow(),
	lastReadAt: instant(),
	lastSuccessAt: instant(),
	/** How often in a row it failed; each makes the pause longer. */
	failures: integer().notNull().default(0),
	/** Why it failed last, as a word of domain/feeds; null after a success. */
	problem: text(),
	createdBy: uuid().references(() => people.id),
	createdAt: createdAt(),
});

/** What feeds brought, for owners to accept or dismiss. Each of the keys alone decides that an item was here before. */
export const feedItems = pgTable(
	'feed_items',
	{
		id: id(),
		feedId: uuid()
			.notNull()
			.references(() => feeds.id, { onDelete: 'cascade' }),
		/** SHA-256 of the feed's own id for it; null where it has none. */
		guidKey: text(),
		/** SHA-256 of its address without tracking; null where it has none. */
		addressKey: text(),
		/** SHA-256 of title and text, where there is enough of it to tell two items apart. */
		contentKey: text(),
		title: text().notNull(),
		url: text().notNull(),
		summary: text(),
		/** Where its picture is: fetched and stored when the item is accepted, never shown from there. */
		imageUrl: text(),
		/** As the feed says. */
		publishedAt: instant(),
		/** new | accepted | dismissed */
		state: text().notNull().default('new'),
		/** The story that it became. */
		postId: uuid()
			.unique()
			.references(() => posts.id, { onDelete: 'set null' }),
		decidedBy: uuid().references(() => people.id),
		decidedAt: instant(),
		/** The last read that still held it: what a feed no longer holds is forgotten after a while. */
		lastSeenAt: instant().notNull(),
		createdAt: createdAt(),
	},
	(t) => [
		unique('feed_items_guid').on(t.feedId, t.guidKey),
		unique('feed_items_address').on(t.addressKey),
		unique('feed_items_content').on(t.contentKey),
		index('feed_items_state').on(t.state, t.createdAt),
	],
);
