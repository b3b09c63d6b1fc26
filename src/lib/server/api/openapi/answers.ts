import { z } from 'zod';
import { PHASES } from '#lib/domain/contest/phase.ts';
import { REJECTIONS } from '#lib/domain/events/event.ts';
import { OUTSIDE_CODES } from '#lib/domain/outside/failure.ts';
import { LISTENED } from '#lib/domain/webhooks/registry.ts';
import { DELIVERY_STATES, PAUSES } from '#lib/domain/webhooks/view.ts';

/** What routes answer, for the API's description; tests hold the real answers against these. */
const instant = z.iso.datetime().describe('RFC 3339, UTC, milliseconds.');
const sha256 = z
	.string()
	.regex(/^[0-9a-f]{64}$/)
	.describe('SHA-256, lower-case hex.');

const person = z.object({ externalId: z.string(), name: z.string(), team: z.string() });

const row = z.object({
	rank: z.int().nullable().describe('Null: listed after the ranked, without what a rank asks for.'),
	person,
	points: z.int(),
	clicks: z.int().describe('Counted clicks.'),
	engagement: z.int().describe('Counted likes, comments and reshares together.'),
	conversions: z.int(),
	reachedAt: instant.nullable(),
});

export const upsertedSchema = z.object({
	created: z.int(),
	updated: z.int(),
	unchanged: z.int(),
});
export const madeSchema = z.object({ id: z.uuid() });
export const linkSchema = z.object({ slug: z.string(), url: z.url() });
export const eventsAnswerSchema = z.object({
	accepted: z.int(),
	duplicates: z.int(),
	rejected: z.array(
		z.object({ index: z.int(), id: z.string().nullable(), reason: z.enum(REJECTIONS) }),
	),
});
export const contestMadeSchema = z.object({
	slug: z.string(),
	warnings: z.array(z.string()).optional(),
});
export const standingsSchema = z.object({
	contest: z.string(),
	phase: z.enum(PHASES),
	rulesVersion: z.int(),
	version: z.int().describe('Rises with every change of the board.'),
	frozen: z.boolean(),
	rows: z.array(row),
	nextCursor: z.string().nullable(),
});
export const voidedSchema = z.object({
	id: z.uuid(),
	voided: z.int().describe('How many facts it takes out.'),
});
export const finalizedSchema = z.object({ sha256 });
export const resultsSchema = z.looseObject({ sha256 });

export const webhookSchema = z.object({
	id: z.uuid(),
	url: z.url(),
	description: z.string(),
	events: z.array(z.enum(LISTENED)),
	createdAt: instant,
	paused: z.object({ at: instant, because: z.enum(PAUSES) }).nullable(),
	lastDeliveredAt: instant.nullable(),
	failures: z.int().describe('Failed attempts since the last one that was delivered.'),
	waiting: z.int().describe('How many deliveries wait.'),
	oldSecretsEndAt: instant.nullable().describe('Until then older secrets sign too.'),
});
export const webhooksSchema = z.object({ webhooks: z.array(webhookSchema) });
const secret = z.string().describe('whsec_…; shown this once.');
export const webhookMadeSchema = z.object({ id: z.uuid(), secret });
export const rotatedSchema = z.object({ id: z.uuid(), secret, oldSecretsEndAt: instant });
export const testedSchema = z.object({ message: z.uuid().describe('Its `webhook-id`.') });
export const deliveriesSchema = z.object({
	deliveries: z.array(
		z.object({
			id: z.uuid(),
			message: z.uuid().describe('`webhook-id`, the same in every attempt.'),
			type: z.string(),
			state: z.enum(DELIVERY_STATES),
			at: instant,
			nextAt: instant.nullable(),
			attempts: z.array(
				z.object({
					at: instant,
					status: z.int().nullable(),
					failure: z.enum(OUTSIDE_CODES).nullable(),
					durationMs: z.int(),
					answer: z.string().describe('The first kilobyte.'),
				}),
			),
		}),
	),
	nextCursor: z.string().nullable(),
});

/** Problem details, RFC 9457. */
export const problemSchema = z.object({
	type: z.string().describe('urn:laurel:problem:… names the kind.'),
	title: z.string(),
	status: z.int(),
	detail: z.string().optional(),
	errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
