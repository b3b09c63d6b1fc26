import {
	bigint,
	boolean,
	char,
	date,
	index,
	integer,
	jsonb,
	numeric,
	pgTable,
	primaryKey,
	text,
	uuid,
} from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns.ts';
import { people } from './people.ts';

export const contests = pgTable(
	'contests',
	{
		id: id(),
		slug: text().notNull().unique(),
		name: text().notNull(),
		/** Copies from the current rules, for look-ups by time; the rules are the source. */
		startsAt: instant().notNull(),
		endsAt: instant().notNull(),
		rulesVersion: integer().notNull().default(1),
		/** Deeds that the clock alone does not tell; the phase is derived from these and the rules. */
		publishedAt: instant(),
		frozenAt: instant(),
		unfrozenAt: instant(),
		finalAt: instant(),
		cancelledAt: instant(),
		cancelReason: text(),
		/** Final, but the public table stays as frozen until the reveal has shown it. */
		heldForReveal: boolean().notNull().default(false),
		/** Rises with every change that an owner makes: a form that was opened before one is stale. */
		revision: integer().notNull().default(1),
		/** For verifiable draws: the hash is published at the start, the seed when final. */
		drawSeed: text().notNull(),
		/** Rises with every change of a standing; ordered, never reset. */
		boardVersion: bigint({ mode: 'number' }).notNull().default(0),
		/**
		 * The board's version when what the public sees last changed. While frozen it stands still where the other goes on:
		 * a number that rises would tell how much happens.
		 */
		publicVersion: bigint({ mode: 'number' }).notNull().default(0),
		/** The board's version of the last full rescore: a listener that is older reads every standing anew. */
		rebuiltVersion: bigint({ mode: 'number' }).notNull().default(0),
		/** True when every day must be scored anew (new contest, new rules, changed exclusions). */
		rescoreNeeded: boolean().notNull().default(true),
		/** The rules that the standings were last counted by as a whole; null before the first time. */
		scoredVersion: integer(),
		/** Set while a rescore is under way. Still set though nobody holds the contest's lock: it died, and is needed. */
		rescoreStarted: boolean().notNull().default(false),
		/** How many facts the rescore under way has counted, and of how many; null while it has not begun to count. */
		rescoreDone: integer(),
		rescoreOf: integer(),
		/** Phase and day that screens last heard of; when the clock passes it by, the board's version rises. */
		boardMoment: text(),
		createdBy: uuid().references(() => people.id),
		createdAt: createdAt(),
	},
	(t) => [index().on(t.startsAt, t.endsAt)],
);

export const contestRules = pgTable(
	'contest_rules',
	{
		contestId: uuid()
			.notNull()
			.references(() => contests.id),
		version: integer().notNull(),
		/** domain/contest/rules.ts; one that no longer parses is refused, never skipped. */
		rules: jsonb().notNull(),
		/** The prizes of this version, as new-contest.ts takes them; null for versions older than this column. */
		prizes: jsonb(),
		/** Why a running contest's rules changed. */
		reason: text(),
		/** The public table as it stood when the next version took over: rows as API.md names them. */
		closingTable: jsonb(),
		createdBy: uuid().references(() => people.id),
		createdAt: createdAt(),
	},
	(t) => [primaryKey({ columns: [t.contestId, t.version] })],
);

export const prizes = pgTable(
	'prizes',
	{
		id: id(),
		contestId: uuid()
			.notNull()
			.references(() => contests.id),
		position: integer().notNull(),
		/** place | threshold | draw */
		kind: text().notNull(),
		name: text().notNull(),
		value: numeric({ precision: 12, scale: 2 }),
		currency: char({ length: 3 }),
		fromPlace: integer(),
		toPlace: integer(),
		minPoints: integer(),
		winners: integer(),
		excludePlaceWinners: boolean(),
		/** main | improved | bracket: which table it is won in. */
		ranking: text().notNull().default('main'),
		/** The bracket's name, where ranking is bracket. */
		bracket: text(),
		description: text(),
		/** How many there are to give; null is as many as are won. */
		stock: integer(),
		pictureId: uuid(),
	},
	(t) => [index().on(t.contestId)],
);

/** An owner's unfinished form: a new contest, or a change to one. It holds whatever was typed, valid or not. */
export const contestDrafts = pgTable(
	'contest_drafts',
	{
		id: id(),
		/** The contest that it changes, at most one draft each; null for a new one. */
		contestId: uuid()
			.unique()
			.references(() => contests.id),
		/** `revision` of the contest when the draft was begun. */
		contestRevision: integer(),
		name: text().notNull(),
		/** domain/contest/form.ts */
		form: jsonb().notNull(),
		/** The contest's form as it was when the draft was begun, to tell what was changed there since; null for a new one. */
		base: jsonb(),
		/** At which revision each field was changed last, by its path: a stale save learns what others typed. */
		changes: jsonb().notNull().default({}),
		/** Rises with every save; a save must name the one it read. */
		revision: integer().notNull().default(1),
		createdBy: uuid().references(() => people.id),
		updatedBy: uuid().references(() => people.id),
		createdAt: createdAt(),
		updatedAt: instant().notNull().defaultNow(),
	},
	(t) => [index().on(t.updatedAt)],
);

/** What the clock brought about, told exactly once, whatever restarts and however many servers: the key decides. */
export const contestMoments = pgTable(
	'contest_moments',
	{
		contestId: uuid()
			.notNull()
			.references(() => contests.id),
		/** started | frozen | ended | settled */
		moment: text().notNull(),
		at: instant().notNull(),
		createdAt: createdAt(),
	},
	(t) => [primaryKey({ columns: [t.contestId, t.moment] })],
);

/** One person's counted units of one metric on one of the contest's days; owner's and public figures side by side. */
export const dayScores = pgTable(
	'day_scores',
	{
		contestId: uuid().notNull(),
		personId: uuid().notNull(),
		metric: text().notNull(),
		/** Calendar day in the contest's zone. */
		day: date({ mode: 'string' }).notNull(),
		units: integer().notNull(),
		lastAt: instant().notNull(),
		/** The same, of facts dated before the freeze. */
		publicUnits: integer().notNull(),
		publicLastAt: instant(),
	},
	(t) => [primaryKey({ columns: [t.contestId, t.personId, t.metric, t.day] })],
);

/** A cache, rebuildable from the facts. Who left the table stays as an unlisted row, so that listeners see it go. */
export const standings = pgTable(
	'standings',
	{
		contestId: uuid().notNull(),
		personId: uuid().notNull(),
		listed: boolean().notNull(),
		points: integer().notNull(),
		clicks: integer().notNull(),
		engagement: integer().notNull(),
		conversions: integer().notNull(),
		reachedAt: instant(),
		/** Whether they hold what the rules ask for beside clicks. */
		qualified: boolean().notNull().default(true),
		publicListed: boolean().notNull(),
		publicPoints: integer().notNull(),
		publicClicks: integer().notNull(),
		publicEngagement: integer().notNull(),
		publicConversions: integer().notNull(),
		publicReachedAt: instant(),
		publicQualified: boolean().notNull().default(true),
		/** The board's version at which this row last changed: a listener reads only what is newer than its own. */
		version: bigint({ mode: 'number' }).notNull().default(0),
	},
	(t) => [
		primaryKey({ columns: [t.contestId, t.personId] }),
		index('standings_contest_version').on(t.contestId, t.version),
		index('standings_contest_reached').on(t.contestId, t.publicReachedAt),
	],
);
