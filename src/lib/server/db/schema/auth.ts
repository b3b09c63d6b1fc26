import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns.ts';
import { people } from './people.ts';

/** Argon2id hashes; a person without a row cannot sign in with a password. */
export const credentials = pgTable('credentials', {
	personId: uuid()
		.primaryKey()
		.references(() => people.id, { onDelete: 'cascade' }),
	passwordHash: text().notNull(),
	updatedAt: instant().notNull().defaultNow(),
});

/** The primary key is the SHA-256 of the id that the cookie carries. */
export const sessions = pgTable(
	'sessions',
	{
		id: text().primaryKey(),
		personId: uuid()
			.notNull()
			.references(() => people.id, { onDelete: 'cascade' }),
		expiresAt: instant().notNull(),
		createdAt: createdAt(),
	},
	(t) => [index().on(t.personId), index().on(t.expiresAt)],
);

/**
 * Failed sign-ins, counted by a keyed hash of the e-mail (known or not) and, apart from it, of a device
 * that signed in to this account before: a guesser slows himself down and not the owner.
 */
export const signInThrottles = pgTable(
	'sign_in_throttles',
	{
		/** account | device */
		scope: text().notNull(),
		keyHash: text().notNull(),
		failures: integer().notNull().default(0),
		/** No further try before this instant. */
		blockedUntil: instant(),
		updatedAt: instant().notNull().defaultNow(),
	},
	(t) => [primaryKey({ columns: [t.scope, t.keyHash] }), index().on(t.updatedAt)],
);

export const apiTokens = pgTable('api_tokens', {
	id: id(),
	name: text().notNull(),
	tokenHash: text().notNull().unique(),
	/** admin | events | read */
	scopes: text().array().notNull(),
	createdBy: uuid().references(() => people.id),
	createdAt: createdAt(),
	expiresAt: instant(),
	revokedAt: instant(),
	lastUsedAt: instant(),
});
