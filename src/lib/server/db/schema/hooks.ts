import { jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { createdAt, id, instant } from './columns.ts';
import { people } from './people.ts';

/** A system that sends us signed webhooks. */
export const hookSources = pgTable('hook_sources', {
	id: id(),
	/** Its name in the address, /api/v1/hooks/<name>. */
	name: text().notNull().unique(),
	createdBy: uuid().references(() => people.id),
	createdAt: createdAt(),
	endedAt: instant(),
});

/** What a source signs with; two are valid while one is being rotated. As they are: whoever checks must know them. */
export const hookSecrets = pgTable('hook_secrets', {
	id: id(),
	sourceId: uuid()
		.notNull()
		.references(() => hookSources.id),
	/** whsec_ and base64, as Standard Webhooks writes them. */
	secret: text().notNull(),
	createdAt: createdAt(),
	/** Valid until then; null: until it is rotated. */
	endsAt: instant(),
});

/** Every message that was ever taken: the key decides that it has one effect. */
export const hookMessages = pgTable(
	'hook_messages',
	{
		sourceId: uuid()
			.notNull()
			.references(() => hookSources.id),
		/** The sender's `webhook-id`. */
		messageId: text().notNull(),
		createdAt: createdAt(),
		/** What was answered, for the same message again. */
		answer: jsonb(),
	},
	(t) => [primaryKey({ columns: [t.sourceId, t.messageId] })],
);
