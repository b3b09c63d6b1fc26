import { boolean, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns.ts';

export const teams = pgTable('teams', {
	id: id(),
	name: text().notNull().unique(),
	createdAt: createdAt(),
});

export const offices = pgTable('offices', {
	id: id(),
	name: text().notNull().unique(),
	/** IANA zone; null is the program's own. */
	timeZone: text(),
	createdAt: createdAt(),
});

export const groups = pgTable('groups', {
	id: id(),
	name: text().notNull().unique(),
	createdAt: createdAt(),
});

export const people = pgTable(
	'people',
	{
		id: id(),
		externalId: text().notNull().unique(),
		name: text().notNull(),
		/** Lower case, so that a plain unique index decides. */
		email: text().notNull().unique(),
		/** employee | manager | owner | admin */
		role: text().notNull().default('employee'),
		teamId: uuid()
			.notNull()
			.references(() => teams.id),
		officeId: uuid().references(() => offices.id),
		title: text(),
		/** What the drawn avatar is made from; not personal. */
		avatarSeed: text().notNull(),
		active: boolean().notNull().default(true),
		/** When the person was taken out of their row (people/erase.ts): it stays for what hangs on it, without a name. */
		erasedAt: instant(),
		createdAt: createdAt(),
		updatedAt: instant().notNull().defaultNow(),
	},
	(t) => [index().on(t.teamId), index().on(t.name)],
);

export const personGroups = pgTable(
	'person_groups',
	{
		personId: uuid()
			.notNull()
			.references(() => people.id, { onDelete: 'cascade' }),
		groupId: uuid()
			.notNull()
			.references(() => groups.id, { onDelete: 'cascade' }),
	},
	(t) => [primaryKey({ columns: [t.personId, t.groupId] })],
);
