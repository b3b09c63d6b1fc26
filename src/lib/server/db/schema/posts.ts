import { index, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns.ts';
import { people, teams } from './people.ts';

export const categories = pgTable('categories', {
	id: id(),
	name: text().notNull().unique(),
	createdAt: createdAt(),
});

export const posts = pgTable(
	'posts',
	{
		id: id(),
		externalId: text().unique(),
		title: text().notNull(),
		/** Absolute http(s) address, validated when stored; the door answers nothing else. */
		url: text().notNull(),
		categoryId: uuid()
			.notNull()
			.references(() => categories.id),
		summary: text(),
		imageUrl: text(),
		publishedAt: instant().notNull().defaultNow(),
		expiresAt: instant(),
		createdAt: createdAt(),
		createdBy: uuid().references(() => people.id),
	},
	(t) => [index().on(t.publishedAt)],
);

/** The teams a post is meant for; none means everybody. */
export const postTeams = pgTable(
	'post_teams',
	{
		postId: uuid()
			.notNull()
			.references(() => posts.id, { onDelete: 'cascade' }),
		teamId: uuid()
			.notNull()
			.references(() => teams.id, { onDelete: 'cascade' }),
	},
	(t) => [primaryKey({ columns: [t.postId, t.teamId] })],
);

/** Suggested text per network. */
export const postCopies = pgTable(
	'post_copies',
	{
		postId: uuid()
			.notNull()
			.references(() => posts.id, { onDelete: 'cascade' }),
		network: text().notNull(),
		text: text().notNull(),
	},
	(t) => [primaryKey({ columns: [t.postId, t.network] })],
);

export const links = pgTable(
	'links',
	{
		id: id(),
		slug: text().notNull().unique(),
		personId: uuid()
			.notNull()
			.references(() => people.id),
		postId: uuid()
			.notNull()
			.references(() => posts.id),
		network: text().notNull(),
		sharedAt: instant().notNull().defaultNow(),
		createdAt: createdAt(),
	},
	(t) => [
		unique('links_person_post_network').on(t.personId, t.postId, t.network),
		index().on(t.postId),
	],
);
