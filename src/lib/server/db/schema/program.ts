import {
	bigint,
	boolean,
	char,
	index,
	integer,
	jsonb,
	pgTable,
	text,
	uniqueIndex,
} from 'drizzle-orm/pg-core';
import { createdAt, id } from './columns.ts';

/** The one row of settings. */
export const program = pgTable('program', {
	/** Always 1. */
	id: integer().primaryKey(),
	name: text().notNull(),
	/** utm_campaign when no contest is running. */
	slug: text().notNull(),
	/** IANA zone. */
	timeZone: text().notNull(),
	/** 1–24: visitor salts live for two days. */
	dedupeHours: integer().notNull().default(24),
	/** CIDR blocks whose clicks are internal. */
	internalNetworks: text().array().notNull().default([]),
	/** An adjustment of more points than this, either way, needs a second owner; null: none does. */
	adjustmentLimit: integer().default(100),
	/** A conversion counts for a click of at most so many days before. */
	conversionDays: integer().notNull().default(30),
	/** Of several clicks of one visit the site's script keeps the first | last. */
	conversionClick: text().notNull().default('last'),
	/** Whose pages may send conversions by the script, as browsers write origins. */
	conversionOrigins: text().array().notNull().default([]),
	/** How many thanks a person may give in a calendar month. */
	thanksPerMonth: integer().notNull().default(20),
	/** How a month's ambassador is found: vote | decision */
	ambassadorBy: text().notNull().default('vote'),
	/** A demo company with one-click sign-ins; says so on every page. */
	demo: boolean().notNull().default(false),
	/** SHA-256 of the first-run token; null once the first admin exists. */
	setupTokenHash: text(),
	/** Base64url, 32 bytes: signs display links, device cookies and throttle keys. */
	signingKey: text().notNull(),
	createdAt: createdAt(),
});

/** Who changed what; appended in the same transaction as the change. */
export const auditEntries = pgTable(
	'audit_entries',
	{
		id: id(),
		at: createdAt(),
		/** person:<id> | token:<id> | system:<name> */
		actor: text().notNull(),
		action: text().notNull(),
		target: text(),
		details: jsonb(),
		/** Place in the chain, from 1, without gaps; the database gives it. */
		seq: bigint({ mode: 'number' }),
		/** SHA-256 of the entry before, and of this one with it (lower-case hex); the database makes them. */
		prevHash: char({ length: 64 }),
		hash: char({ length: 64 }),
	},
	(t) => [index().on(t.at), uniqueIndex('audit_entries_seq').on(t.seq)],
);
