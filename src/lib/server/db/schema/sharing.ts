import {
	index,
	integer,
	jsonb,
	pgTable,
	smallint,
	text,
	unique,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core';
import { sql } from 'drizzle-orm';
import type { Policy } from '#lib/domain/sharing/policy.ts';
import { id, instant } from './columns.ts';
import { people } from './people.ts';
import { links, posts } from './posts.ts';

/** The one row of what the program says about sharing; none until an owner saves it. */
export const sharingPolicy = pgTable('sharing_policy', {
	/** Always 1. */
	id: integer().primaryKey(),
	policy: jsonb().$type<Policy>().notNull(),
	/** Rises with every change, so that two owners don't overwrite each other. */
	revision: integer().notNull().default(1),
	changedAt: instant().notNull(),
});

/** What somebody is writing, for themselves only; swept 90 days after the last change. */
export const shareDrafts = pgTable(
	'share_drafts',
	{
		id: id(),
		personId: uuid()
			.notNull()
			.references(() => people.id, { onDelete: 'cascade' }),
		postId: uuid()
			.notNull()
			.references(() => posts.id, { onDelete: 'cascade' }),
		network: text().notNull(),
		text: text().notNull(),
		updatedAt: instant().notNull(),
	},
	(t) => [
		unique('share_drafts_person_post_network').on(t.personId, t.postId, t.network),
		index('share_drafts_updated').on(t.updatedAt),
	],
);

/** What is known of a post that was prepared here: hashes of its words, never the words. */
export const shares = pgTable(
	'shares',
	{
		linkId: uuid()
			.primaryKey()
			.references(() => links.id, { onDelete: 'cascade' }),
		postId: uuid()
			.notNull()
			.references(() => posts.id),
		/** domain/voice/sketch.ts; null when only the address is known. */
		sketch: text(),
		/** How much is the writer's own, 0–100. */
		originality: smallint(),
		preparedAt: instant(),
		/** The post's public address on its network, in the network's plain form. */
		address: text(),
		addressAt: instant(),
	},
	(t) => [
		index('shares_post').on(t.postId, t.preparedAt),
		uniqueIndex('shares_address')
			.on(t.address)
			.where(sql`address is not null`),
	],
);

/** A post that somebody means to share later. */
export const shareReminders = pgTable(
	'share_reminders',
	{
		id: id(),
		personId: uuid()
			.notNull()
			.references(() => people.id, { onDelete: 'cascade' }),
		postId: uuid()
			.notNull()
			.references(() => posts.id, { onDelete: 'cascade' }),
		networks: jsonb().$type<string[]>().notNull(),
		dueAt: instant().notNull(),
		createdAt: instant().notNull(),
		/** When the notice was left. */
		sentAt: instant(),
	},
	(t) => [
		index('share_reminders_person').on(t.personId, t.dueAt),
		index('share_reminders_due')
			.on(t.dueAt)
			.where(sql`sent_at is null`),
	],
);

/** What a person said once and need not say again. */
export const shareSettings = pgTable('share_settings', {
	personId: uuid()
		.primaryKey()
		.references(() => people.id, { onDelete: 'cascade' }),
	/** The host of their Mastodon server. */
	mastodonServer: text(),
});
