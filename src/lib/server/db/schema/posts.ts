import { sql } from 'drizzle-orm';
import {
	check,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	text,
	unique,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns.ts';
import { offices, people, teams } from './people.ts';
import { pictures } from './pictures.ts';

export const categories = pgTable('categories', {
	id: id(),
	name: text().notNull().unique(),
	/** Their order on the board, as the owners put them; equal ones by name. */
	position: integer().notNull().default(0),
	createdAt: createdAt(),
});

/** What a story is about; people follow topics. */
export const topics = pgTable('topics', {
	id: id(),
	name: text().notNull().unique(),
	createdAt: createdAt(),
});

export const posts = pgTable(
	'posts',
	{
		id: id(),
		externalId: text().unique(),
		/** draft | review | published | withdrawn. A published story appears at `publishedAt`, which may be to come. */
		state: text().notNull().default('published'),
		/** Empty only in a draft. */
		title: text().notNull(),
		/** Absolute http(s) address, validated when stored; the door answers nothing else. Empty only in a draft. */
		url: text().notNull(),
		/** Null only for a link that somebody brought. */
		categoryId: uuid().references(() => categories.id),
		/** Who brought it as a link of their own: it is offered to them and stands on no board. */
		broughtBy: uuid().references(() => people.id),
		summary: text(),
		/** Where its picture is: a path of the portal (one of our own pictures), or what the API was given. */
		imageUrl: text(),
		/** Our own picture of it, re-encoded; `imageUrl` is its path then. */
		pictureId: uuid().references(() => pictures.id),
		/** The language that the story itself is written in, as BCP 47 has it ("sv"); null: nobody said. */
		language: text(),
		/** Without their #, in order. */
		hashtags: text().array().notNull().default([]),
		/** What to say, and what not to say. */
		say: text(),
		avoid: text(),
		/** From when it is offered; null: a draft for which no time was chosen. */
		publishedAt: instant().defaultNow(),
		/** From when it is no longer offered; links go on working. */
		expiresAt: instant(),
		/** Who suggested it: the board says so. */
		proposedBy: uuid().references(() => people.id),
		createdAt: createdAt(),
		createdBy: uuid().references(() => people.id),
		updatedAt: instant().notNull().defaultNow(),
		/** Rises with every change: who saves what another has changed meanwhile is told. */
		version: integer().notNull().default(1),
	},
	(t) => [
		index().on(t.publishedAt),
		uniqueIndex('posts_brought')
			.on(t.broughtBy, sql`md5(${t.url})`)
			.where(sql`brought_by is not null`),
		check('posts_category', sql`${t.categoryId} is not null or ${t.broughtBy} is not null`),
		check('posts_state', sql`${t.state} in ('draft', 'review', 'published', 'withdrawn')`),
		check(
			'posts_complete',
			sql`${t.state} = 'draft' or (${t.title} <> '' and ${t.url} <> '' and (${t.state} <> 'published' or ${t.publishedAt} is not null))`,
		),
	],
);

/** The teams a post is meant for; with no team and no office it is for everybody, else for all that are named. */
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

/** The offices a post is meant for, beside its teams. */
export const postOffices = pgTable(
	'post_offices',
	{
		postId: uuid()
			.notNull()
			.references(() => posts.id, { onDelete: 'cascade' }),
		officeId: uuid()
			.notNull()
			.references(() => offices.id, { onDelete: 'cascade' }),
	},
	(t) => [primaryKey({ columns: [t.postId, t.officeId] })],
);

/** What a post is about: hides it from nobody, and brings it to those who follow. */
export const postTopics = pgTable(
	'post_topics',
	{
		postId: uuid()
			.notNull()
			.references(() => posts.id, { onDelete: 'cascade' }),
		topicId: uuid()
			.notNull()
			.references(() => topics.id, { onDelete: 'cascade' }),
	},
	(t) => [primaryKey({ columns: [t.postId, t.topicId] })],
);

/** The topics that a person follows. */
export const personTopics = pgTable(
	'person_topics',
	{
		personId: uuid()
			.notNull()
			.references(() => people.id, { onDelete: 'cascade' }),
		topicId: uuid()
			.notNull()
			.references(() => topics.id, { onDelete: 'cascade' }),
		createdAt: createdAt(),
	},
	(t) => [primaryKey({ columns: [t.personId, t.topicId] })],
);

/** What the board remembers of a reader: for "new since last visit" and for filters that stay. Swept a year after the last visit. */
export const storyReaders = pgTable('story_readers', {
	personId: uuid()
		.primaryKey()
		.references(() => people.id, { onDelete: 'cascade' }),
	/** domain/posts/filter.ts */
	filters: jsonb().notNull().default({}),
	/** Stories that came out after this are new to the reader: when the visit before this one ended. */
	newSince: instant().notNull(),
	/** A pause after it makes the next look a new visit. */
	lastSeenAt: instant().notNull(),
});

/** Suggested text per network and language. */
export const postCopies = pgTable(
	'post_copies',
	{
		postId: uuid()
			.notNull()
			.references(() => posts.id, { onDelete: 'cascade' }),
		network: text().notNull(),
		/** As BCP 47 has it ("sv"); empty: for every reader. */
		language: text().notNull().default(''),
		text: text().notNull(),
	},
	(t) => [primaryKey({ columns: [t.postId, t.network, t.language] })],
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
