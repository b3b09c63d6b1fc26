import { z } from 'zod';
import { PHASES } from '#lib/domain/contest/phase.ts';
import { REJECTIONS } from '#lib/domain/events/event.ts';

/** What routes answer, for the API's description; tests hold the real answers against these. */
const instant = z.iso.datetime().describe('RFC 3339, UTC, milliseconds.');
const sha256 = z
	.string()
	.regex(/^[0-9a-f]{64}$/)
	.describe('SHA-256, lower-case hex.');

const person = z.object({ externalId: z.string(), name: z.string(), team: z.string() });

const row = z.object({
	rank: z
		.int()
		.nullable()
		.describe('Null: listed after the ranked, below the clicks that a rank needs.'),
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

/** Problem details, RFC 9457. */
export const problemSchema = z.object({
	type: z.string().describe('urn:laurel:problem:… names the kind.'),
	title: z.string(),
	status: z.int(),
	detail: z.string().optional(),
	errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
