import { sql } from 'drizzle-orm';
import {
	bigint,
	boolean,
	char,
	index,
	integer,
	jsonb,
	pgTable,
	primaryKey,
	smallint,
	text,
	unique,
	uniqueIndex,
	uuid,
} from 'drizzle-orm/pg-core';
import type { Condition } from '#lib/domain/badges/condition.ts';
import { createdAt, id, instant } from './columns.ts';
import { people } from './people.ts';

const ofPerson = () =>
	uuid()
		.notNull()
		.references(() => people.id, { onDelete: 'cascade' });

/** A badge given to somebody, by their facts or by a colleague. One that was taken back stays, so that it can return. */
export const badgeAwards = pgTable(
	'badge_awards',
	{
		id: id(),
		personId: ofPerson(),
		/** A key of domain/badges, or the id of an own badge. */
		badge: text().notNull(),
		/** From 1. */
		level: smallint().notNull(),
		/** `once`, or what it was earned in: `contest:<slug>`, `month:<YYYY-MM>` …; by hand `hand:<giver>:<YYYY-MM>`. */
		reason: text().notNull(),
		/** When the facts had reached it: what lies in a frozen time is shown to nobody but the person. */
		at: instant().notNull(),
		awardedAt: createdAt(),
		/** Who gave it by hand; null where facts did. */
		givenBy: uuid().references(() => people.id, { onDelete: 'set null' }),
		/** Why, in the giver's words. */
		givenReason: text(),
		takenBackAt: instant(),
		/** facts | hand */
		takenBackWhy: text(),
		/** When other systems were told, or were not to be told any more. */
		toldAt: instant(),
	},
	(t) => [
		// Exactly once per level and reason, whoever evaluates at the same time.
		unique('badge_awards_once').on(t.personId, t.badge, t.level, t.reason),
		index('badge_awards_badge').on(t.badge, t.at),
		index('badge_awards_at').on(t.at),
		index('badge_awards_untold')
			.on(t.awardedAt)
			.where(sql`told_at is null`),
		index('badge_awards_giver')
			.on(t.givenBy, t.awardedAt)
			.where(sql`given_by is not null`),
	],
);

/** What owners decided about a badge; none is: on, and for owners alone to give. */
export const badgeSettings = pgTable('badge_settings', {
	/** As in badge_awards. */
	badge: text().primaryKey(),
	active: boolean().notNull().default(true),
	/** Whether managers may give it by hand. */
	managersMay: boolean().notNull().default(false),
	updatedAt: instant().notNull().defaultNow(),
});

/** The one row of what holds for giving by hand. */
export const badgePolicy = pgTable('badge_policy', {
	/** Always 1. */
	id: integer().primaryKey(),
	/** How many badges a manager may give in a month. */
	managerMonthly: integer().notNull(),
});

/** The program's own badges. What it takes never changes: whoever has it has earned just that. */
export const ownBadges = pgTable('own_badges', {
	id: id(),
	name: text().notNull().unique(),
	description: text().notNull(),
	/** domain/badges/art.ts */
	mark: text().notNull(),
	/** Null: given by hand only. */
	condition: jsonb().$type<Condition>(),
	createdBy: uuid().references(() => people.id, { onDelete: 'set null' }),
	createdAt: createdAt(),
});

/** "This person's facts changed": whose badges are looked at next. Plain rows, read and deleted with what follows from them. */
export const badgeTouches = pgTable('badge_touches', {
	id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
	personId: uuid().notNull(),
});

/** A look at everybody: by night, after an import, or since an owner changed what there is to earn. */
export const badgePasses = pgTable(
	'badge_passes',
	{
		id: id(),
		/** nightly | asked | first */
		cause: text().notNull(),
		requestedAt: createdAt(),
		startedAt: instant(),
		/** Everybody up to this person (own id) is done. */
		after: uuid(),
		done: integer().notNull().default(0),
		of: integer(),
		awarded: integer().notNull().default(0),
		finishedAt: instant(),
	},
	() => [
		// One waits or runs at a time.
		uniqueIndex('badge_passes_open')
			.on(sql`(true)`)
			.where(sql`finished_at is null`),
	],
);

/** Who rose most, and whose first month was the best, of a month that is over. */
export const badgeTitles = pgTable(
	'badge_titles',
	{
		/** YYYY-MM in the program's zone. */
		month: char({ length: 7 }).notNull(),
		/** improved | newcomer */
		title: text().notNull(),
		personId: ofPerson(),
		at: instant().notNull(),
	},
	(t) => [primaryKey({ columns: [t.month, t.title, t.personId] }), index().on(t.personId)],
);

/** On which days a person works and which are off: for their own habits alone. Days off are forgotten after two years. */
export const workWeeks = pgTable('work_weeks', {
	personId: uuid()
		.primaryKey()
		.references(() => people.id, { onDelete: 'cascade' }),
	/** ISO weekdays, 1 is Monday. */
	workDays: smallint().array().notNull(),
	/** Both ends included, YYYY-MM-DD. */
	off: jsonb().$type<{ from: string; to: string }[]>().notNull().default([]),
	updatedAt: instant().notNull().defaultNow(),
});

/** The address of somebody's badges for their e-mail signature. Whoever has it sees what the person has now; revoked, it shows nothing. */
export const badgeSignatures = pgTable(
	'badge_signatures',
	{
		/** Unguessable. */
		token: text().primaryKey(),
		personId: ofPerson(),
		createdAt: createdAt(),
		revokedAt: instant(),
	},
	(t) => [
		uniqueIndex('badge_signatures_one')
			.on(t.personId)
			.where(sql`revoked_at is null`),
	],
);

/** What credentials are signed with. One that is retired signs no more, and what it signed can still be checked. */
export const credentialKeys = pgTable('credential_keys', {
	/** The key's id: RFC 7638 thumbprint. */
	kid: text().primaryKey(),
	/** RS256 */
	alg: text().notNull(),
	publicJwk: jsonb().notNull(),
	/** PKCS #8, PEM. */
	privateKey: text().notNull(),
	createdAt: createdAt(),
	retiredAt: instant(),
	/** Somebody else may have it: it is published no more, and nothing that it signed holds. */
	distrustedAt: instant(),
});

/** A credential that a person took out of the portal (Open Badges 3.0). */
export const badgeCredentials = pgTable(
	'badge_credentials',
	{
		/** Random, and part of the public address. */
		id: uuid().primaryKey(),
		awardId: uuid()
			.notNull()
			.references(() => badgeAwards.id, { onDelete: 'cascade' }),
		personId: ofPerson(),
		kid: text()
			.notNull()
			.references(() => credentialKeys.kid),
		/** As it was signed: JWS compact. */
		jwt: text().notNull(),
		issuedAt: createdAt(),
		revokedAt: instant(),
		/** person | facts | hand */
		revokedWhy: text(),
	},
	(t) => [
		uniqueIndex('badge_credentials_one')
			.on(t.awardId)
			.where(sql`revoked_at is null`),
		index('badge_credentials_person').on(t.personId),
	],
);
