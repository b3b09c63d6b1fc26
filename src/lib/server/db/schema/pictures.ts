import { integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { bytea, createdAt, id } from './columns.ts';
import { people } from './people.ts';

/** Uploaded pictures, re-encoded and bounded; what a camera wrote into them is gone. */
export const pictures = pgTable('pictures', {
	id: id(),
	/** image/webp */
	type: text().notNull(),
	bytes: bytea().notNull(),
	width: integer().notNull(),
	height: integer().notNull(),
	/** What it shows, for those who cannot see it. */
	alt: text().notNull().default(''),
	createdBy: uuid().references(() => people.id),
	createdAt: createdAt(),
});
