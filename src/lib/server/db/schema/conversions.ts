import { boolean, char, integer, numeric, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { createdAt, instant } from './columns.ts';

/** What somebody can do after a click: the usual ones from the beginning, others as they are first reported. */
export const conversionKinds = pgTable('conversion_kinds', {
	/** As facts carry it. */
	kind: text().primaryKey(),
	/** What people read; null: nobody has named it yet. */
	name: text(),
	/** Whether it usually is worth money: the page for owners says how many came without. */
	expectsValue: boolean().notNull().default(false),
	/** What one is worth when the sender says nothing; both or neither. */
	value: numeric({ precision: 18, scale: 4 }),
	currency: char({ length: 3 }),
	/** Off: no new ones are taken. */
	active: boolean().notNull().default(true),
	createdAt: createdAt(),
});

/** What the company's site has sent, counted per origin and outcome: how an owner sees that the script is in place. */
export const beaconSightings = pgTable(
	'beacon_sightings',
	{
		origin: text().notNull(),
		/** domain/conversions/beacon.ts, OUTCOMES. */
		outcome: text().notNull(),
		/** Since it was last forgotten: a day without one. */
		count: integer().notNull(),
		lastAt: instant().notNull(),
	},
	(t) => [primaryKey({ columns: [t.origin, t.outcome] })],
);
