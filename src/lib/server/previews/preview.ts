import { z } from 'zod';
import { phaseOf, isFrozen } from '#lib/domain/contest/phase.ts';
import { instantSchema, rulesSchema, type Rules } from '#lib/domain/contest/rules.ts';
import type { BoardPerson } from '#lib/domain/live/events.ts';
import { movementOf, type WhatIfTable } from '#lib/domain/whatif/table.ts';
import type { Preview } from '#lib/domain/whatif/view.ts';
import { visibleContest } from '../boards/contest.ts';
import { decodeCursor, encodeCursor } from '../boards/cursor.ts';
import type { PersonDetails } from '../boards/standing-rows.ts';
import type { StandingsPage } from '../boards/standings-page.ts';
import { heldOf } from '../learning/held.ts';
import { guarded, type Ctx } from '../context.ts';
import type { Db } from '../db/client.ts';
import type { LoadedContest } from '../scoring/contest.ts';
import { compareRules } from './compare.ts';
import { readFacts, type ReadFacts } from './facts.ts';

const contest = z.string().min(1).max(100);

type Looked = { found: LoadedContest; rules: { before: Rules; after: Rules } } & {
	read: ReadFacts;
	table: WhatIfTable;
};

/**
 * Reads and counts inside one transaction that Postgres keeps from writing and that sees one instant. Both tables are the
 * owner's: nothing is hidden by a freeze.
 */
async function lookAt(
	ctx: Ctx,
	slug: string,
	rules: Rules,
	period: { from: Date; to: Date } | null,
): Promise<Looked> {
	return ctx.db.transaction(
		async (tx) => {
			const db = tx as unknown as Db;
			const found = await visibleContest({ ...ctx, db }, slug);
			const within = (of: Rules): Rules =>
				period ? { ...of, startsAt: period.from, endsAt: period.to } : of;
			const sides = { before: within(found.rules), after: within(rules) };
			const { before, after } = sides;
			const read = await readFacts(db, {
				contestId: found.id,
				from: before.startsAt < after.startsAt ? before.startsAt : after.startsAt,
				to: before.endsAt > after.endsAt ? before.endsAt : after.endsAt,
				adjustmentsInside: period !== null,
			});
			// What was in force when each began decides, and each asks for its own.
			const held = {
				before: await heldOf(db, before, null),
				after: await heldOf(db, after, null),
			};
			return { found, rules: sides, read, table: await compareRules(read, sides, held) };
		},
		{ accessMode: 'read only', isolationLevel: 'repeatable read' },
	);
}

const personOf = (people: ReadonlyMap<string, PersonDetails>, id: string): BoardPerson => {
	const { externalId, name, team, office, avatarSeed } = people.get(id)!;
	return { externalId, name, team, office, avatarSeed };
};

const boxOf = ({ startsAt, endsAt }: Rules) => ({
	startsAt: startsAt.toISOString(),
	endsAt: endsAt.toISOString(),
});

/**
 * The table of a contest as it would be under other rules, beside today's, with who rises and falls and why. Each set of
 * rules counts over its own time box, or both over [from, to). Writes nothing. Throws Failure `not_found`, `invalid`
 * with paths, `too_large` (reason too_many_facts).
 */
export const previewRules = guarded(
	'previewRules',
	'contests.preview',
	z
		.strictObject({
			contest,
			rules: rulesSchema,
			from: instantSchema.optional(),
			to: instantSchema.optional(),
			/** Rows at most; there may be more of each kind. */
			top: z.int().min(1).max(1000).default(200),
		})
		.refine(({ from, to }) => (from ? to !== undefined && from < to : to === undefined), {
			path: ['to'],
			message: 'a period has a beginning and, after it, an end',
		}),
	async (ctx, { contest: slug, rules: asked, from, to, top }): Promise<Preview> => {
		const period = from && to ? { from, to } : null;
		const { found, rules, read, table } = await lookAt(ctx, slug, asked, period);
		const people = new Map(read.people.map((person) => [person.externalId, person]));
		const movements = table.rows.map((row) => movementOf(row));
		return {
			contest: found.slug,
			before: boxOf(rules.before),
			after: boxOf(rules.after),
			facts: read.count,
			rows: table.rows.slice(0, top).map(({ person, reachedAt, ...row }, i) => ({
				...row,
				person: personOf(people, person),
				reachedAt: reachedAt?.toISOString() ?? null,
				movement: movements[i]!,
			})),
			total: table.rows.length,
			rising: movements.filter((places) => places !== null && places > 0).length,
			falling: movements.filter((places) => places !== null && places < 0).length,
			joining: table.rows.filter(({ before }) => before === null).length,
			leaving: table.leaving
				.slice(0, top)
				.map(({ person, ...row }) => ({ ...row, person: personOf(people, person) })),
			leavingTotal: table.leaving.length,
		};
	},
);

/**
 * The standings of a contest as they would be under other rules, a page of them as API.md has it, each page counted anew.
 * Writes nothing. Throws Failure `not_found`, `invalid` with paths, also for a foreign cursor, `too_large`.
 */
export const previewStandings = guarded(
	'previewStandings',
	'contests.preview',
	z.strictObject({
		contest,
		rules: rulesSchema,
		/** Apart from the rules, which are a body of their own. */
		page: z.strictObject({
			limit: z.int().min(1).max(200).default(200),
			cursor: z.string().max(2000).optional(),
		}),
	}),
	async (ctx, { contest: slug, rules: asked, page: { limit, cursor } }): Promise<StandingsPage> => {
		const start = decodeCursor(z.int().min(0), cursor) ?? 0;
		const { found, read, table } = await lookAt(ctx, slug, asked, null);
		const people = new Map(read.people.map((person) => [person.externalId, person]));
		return {
			contest: found.slug,
			phase: phaseOf(found, found.rules, ctx.now),
			rulesVersion: found.rulesVersion,
			version: found.boardVersion,
			frozen: isFrozen(found, found.rules, ctx.now),
			rows: table.rows.slice(start, start + limit).map((row) => {
				const { externalId, name, team } = people.get(row.person)!;
				const { rank, points, clicks, engagement, conversions, reachedAt } = row;
				return {
					rank,
					person: { externalId, name, team },
					...{ points, clicks, engagement, conversions },
					reachedAt: reachedAt?.toISOString() ?? null,
				};
			}),
			nextCursor: start + limit < table.rows.length ? encodeCursor(start + limit) : null,
		};
	},
);
