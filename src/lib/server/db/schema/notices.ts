import { index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import { createdAt, id, instant } from './columns.ts';
import { people } from './people.ts';

/** News for one person, worded by the catalogue when it is read. */
export const notices = pgTable(
	'notices',
	{
		id: id(),
		personId: uuid()
			.notNull()
			.references(() => people.id, { onDelete: 'cascade' }),
		/** domain/notifications/messages: one file each. */
		kind: text().notNull(),
		params: jsonb().notNull(),
		/** A path of the portal. */
		href: text(),
		/** The same key again is the same notice: told once. */
		key: text(),
		createdAt: createdAt(),
		readAt: instant(),
	},
	(t) => [
		index('notices_person').on(t.personId, t.createdAt),
		uniqueIndex('notices_key')
			.on(t.personId, t.key)
			.where(sql`key is not null`),
	],
);
