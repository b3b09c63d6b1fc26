import { z } from 'zod';
import { instantSchema, rulesSchema } from '../contest/rules.ts';
import type { Audience } from '../live/events.ts';
import { scoreTable } from './table.ts';

const id = z.string().min(1);
const bound = instantSchema.optional();

const factSchema = z.union([
	z.object({
		type: z.literal('click'),
		id,
		link: id,
		at: instantSchema,
		visitor: z.string(),
	}),
	z.object({
		type: z.literal('reading'),
		id,
		link: id,
		at: instantSchema,
		metric: z.string(),
		total: z.int().min(0),
	}),
	z.object({ type: z.literal('conversion'), id, link: id, at: instantSchema }),
	z.object({ type: z.literal('adjustment'), id, person: id, at: instantSchema, points: z.int() }),
	z.object({ type: z.literal('void'), id, fact: id }),
	z.object({ type: z.literal('void'), id, link: id, from: bound, to: bound }),
	z.object({ type: z.literal('void'), id, person: id, from: bound, to: bound }),
]);

const rowSchema = z.object({
	rank: z.int().min(1).nullable(),
	person: id,
	points: z.int(),
	clicks: z.int(),
	engagement: z.int(),
	conversions: z.int(),
	reachedAt: z.string().nullable(),
});

/** A row of the replay format: `reachedAt` in RFC 3339, UTC, milliseconds. */
export type ReplayRow = z.output<typeof rowSchema>;

/**
 * The replay format of docs/scoring.md: a contest's rules with its id and the program's dedupe window, its people
 * and links, and every fact. Whoever holds such a file can check the table.
 */
export const replaySchema = z.object({
	contest: z
		.looseObject({ id, dedupeHours: z.number().positive().default(24) })
		.transform(({ id, dedupeHours, ...rules }, context) => {
			const parsed = rulesSchema.safeParse(rules);
			if (parsed.success) return { id, dedupeHours, rules: parsed.data };
			for (const issue of parsed.error.issues) {
				context.addIssue({ code: 'custom', path: issue.path, message: issue.message });
			}
			return z.NEVER;
		}),
	people: z.array(
		z.object({
			...{ id, name: z.string(), team: z.string(), groups: z.array(z.string()) },
			held: z
				.object({ guidelines: bound, certificate: bound, disclosure: bound })
				.optional()
				.describe('since when the person holds what the rules ask for'),
		}),
	),
	links: z.array(
		z.object({ id, person: id, post: id, network: z.string(), sharedAt: instantSchema }),
	),
	facts: z.array(factSchema),
	expected: z.array(rowSchema).optional(),
});

export type Replay = z.output<typeof replaySchema>;

/**
 * Scores a replay file anew. `audience` public stops at `freezeAt`, or, without one, at the rules' own freeze.
 */
export function replay(
	{ contest, people, links, facts }: Replay,
	audience: Audience = 'owner',
	freezeAt: Date | null = contest.rules.freezeAt ?? null,
): ReplayRow[] {
	const { rules, dedupeHours } = contest;
	return scoreTable({ rules, people, links, facts, dedupeHours, audience, freezeAt }).map(
		({ qualified: _, ...row }) => ({ ...row, reachedAt: row.reachedAt?.toISOString() ?? null }),
	);
}
