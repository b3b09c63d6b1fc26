import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { contests } from './contests.ts';
import { createdAt, id, instant } from './columns.ts';
import { people } from './people.ts';

/** An address of another system that is told of what happens. */
export const webhooks = pgTable('webhooks', {
	id: id(),
	url: text().notNull(),
	description: text().notNull().default(''),
	/** Kinds of domain/webhooks/registry.ts. */
	events: text().array().notNull(),
	createdBy: uuid().references(() => people.id),
	createdAt: createdAt(),
	/** Nothing is sent from then on; what happens meanwhile waits. */
	pausedAt: instant(),
	/** domain/webhooks/view.ts: PAUSES. */
	pausedBecause: text(),
	lastDeliveredAt: instant(),
	/** Failed attempts in a row, and the first of them. */
	failures: integer().notNull().default(0),
	failingSince: instant(),
});

/** What its messages are signed with; each that has not ended signs, so that a receiver can change over. */
export const webhookSecrets = pgTable('webhook_secrets', {
	id: id(),
	webhookId: uuid()
		.notNull()
		.references(() => webhooks.id, { onDelete: 'cascade' }),
	/** whsec_ and base64, as Standard Webhooks writes them. */
	secret: text().notNull(),
	createdAt: createdAt(),
	endsAt: instant(),
});

/** Something that happened, as it is sent. Its key stays for ever: what was told once is not told again. */
export const webhookMessages = pgTable('webhook_messages', {
	id: id(),
	type: text().notNull(),
	key: text().notNull().unique(),
	/** The very bytes that are signed; emptied when the log is swept, and empty where nobody listened. */
	body: text().notNull(),
	createdAt: createdAt(),
});

/** One message to one webhook. */
export const webhookDeliveries = pgTable(
	'webhook_deliveries',
	{
		id: id(),
		webhookId: uuid()
			.notNull()
			.references(() => webhooks.id, { onDelete: 'cascade' }),
		messageId: uuid()
			.notNull()
			.references(() => webhookMessages.id),
		/** domain/webhooks/view.ts: DELIVERY_STATES. */
		state: text().notNull().default('waiting'),
		/** Attempts of this round of the schedule; sending it again begins a new one. */
		tries: integer().notNull().default(0),
		nextAt: instant().notNull().defaultNow(),
		/** Whoever is sending it now, and until when they are believed to be. */
		claim: uuid(),
		claimedUntil: instant(),
		createdAt: createdAt(),
	},
	(t) => [
		uniqueIndex('webhook_deliveries_message').on(t.webhookId, t.messageId),
		index('webhook_deliveries_due')
			.on(t.nextAt)
			.where(sql`state = 'waiting'`),
		index('webhook_deliveries_newest').on(t.webhookId, t.id),
		index('webhook_deliveries_created').on(t.createdAt),
	],
);

/** The log: what came of each attempt. */
export const webhookAttempts = pgTable(
	'webhook_attempts',
	{
		id: id(),
		deliveryId: uuid()
			.notNull()
			.references(() => webhookDeliveries.id, { onDelete: 'cascade' }),
		at: instant().notNull(),
		status: integer(),
		/** Why there was no status: domain/outside/failure.ts. */
		failure: text(),
		durationMs: integer().notNull(),
		/** The first kilobyte of the answer. */
		answer: text().notNull(),
	},
	(t) => [index('webhook_attempts_delivery').on(t.deliveryId, t.id)],
);

/** Who was last told to lead a contest, and who has led it since but not for long enough. */
export const webhookLeaders = pgTable(
	'webhook_leaders',
	{
		contestId: uuid()
			.notNull()
			.references(() => contests.id, { onDelete: 'cascade' }),
		leaderId: uuid().references(() => people.id, { onDelete: 'set null' }),
		candidateId: uuid().references(() => people.id, { onDelete: 'set null' }),
		candidateSince: instant(),
		/** How many times it was told: part of the message's key. */
		told: integer().notNull().default(0),
	},
	(t) => [primaryKey({ columns: [t.contestId] })],
);
