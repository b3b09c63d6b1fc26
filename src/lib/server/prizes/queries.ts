import { and, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { awardsCsv } from '#lib/domain/prizes/csv.ts';
import { AWARD_FILTERS, type AwardFilter } from '#lib/domain/prizes/filter.ts';
import { stepsFrom, type AwardState } from '#lib/domain/prizes/state.ts';
import type { AwardView, MyPrize } from '#lib/domain/prizes/view.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { contests } from '../db/schema/contests.ts';
import { prizeAwards } from '../db/schema/results.ts';
import { positionOf } from './award-row.ts';
import { awardRows, TODO, type AwardRows } from './award-rows.ts';
import { nextOf, peopleOf, readLine } from './line.ts';

const filterSchema = {
	contest: z.string().min(1).max(100).optional(),
	state: z.enum(AWARD_FILTERS).default('todo'),
};
type Filter = { contest?: string | undefined; state: AwardFilter };

const PAGE = 100;

const whereOf = ({ contest, state }: Filter) =>
	and(
		contest === undefined ? undefined : eq(contests.slug, contest),
		state === 'todo' ? TODO : state === 'all' ? undefined : eq(prizeAwards.state, state),
	);

/** The awards that owners work through, a page of 100, with how many there are of each kind and which contests have any. */
export const listAwards = guarded(
	'listAwards',
	'prizes.read',
	z.strictObject({ ...filterSchema, page: z.int().min(1).max(100_000).default(1) }),
	async (ctx, input) => {
		const where = whereOf(input);
		const rows = await awardRows(ctx, where, { limit: PAGE + 1, offset: (input.page - 1) * PAGE });
		return {
			awards: await views(ctx, rows.slice(0, PAGE)),
			more: rows.length > PAGE,
			counts: await countAwards(ctx, input.contest),
			contests: await contestsWithAwards(ctx),
		};
	},
);

/** The same list as CSV, whole; with `delivery` also what winners told for it, which is private. Who took it is written down. */
export const exportAwards = guarded(
	'exportAwards',
	'prizes.read',
	z.strictObject({ ...filterSchema, delivery: z.boolean().default(false) }),
	(ctx, input) =>
		withTransaction(ctx, async (tx) => {
			const rows = await awardRows(tx, whereOf(input));
			const { contest, state, delivery } = input;
			await appendAudit(tx, {
				action: 'prize.export',
				target: contest === undefined ? undefined : `contest:${rows[0]?.contestId ?? contest}`,
				details: { contest, state, delivery, awards: rows.length },
			});
			return awardsCsv(
				rows.map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() })),
				{ delivery },
			);
		}),
);

/** Everything that the person who asks has won, newest contest first; what is held for its reveal is not told yet. */
export const myPrizes = guarded(
	'myPrizes',
	'prizes.answer.own',
	z.strictObject({}),
	async (ctx): Promise<MyPrize[]> => {
		if (ctx.actor.kind !== 'person') return [];
		const mine = eq(prizeAwards.personId, ctx.actor.id);
		const rows = await awardRows(ctx, and(mine, eq(contests.heldForReveal, false)));
		return rows.map(
			({ id, contest, prize, state, place, delivery, note, revision, updatedAt, ...row }) => ({
				...{ id, contest, prize, state, place, delivery, note, revision },
				steps: stepsFrom(
					positionOf({ state, note, passedTo: row.passedTo, slot: row.slot }),
					'winner',
				),
				updatedAt: updatedAt.toISOString(),
			}),
		);
	},
);

async function views(ctx: Ctx, rows: AwardRows): Promise<AwardView[]> {
	const next = await nextNames(ctx, rows);
	return rows.map(({ contestId: _, passedTo, passedToName, updatedAt, ...row }) => ({
		...row,
		passedTo: passedToName,
		steps: row.held ? [] : stepsFrom(positionOf({ ...row, passedTo }), 'owner'),
		next: next.get(row.id) ?? null,
		updatedAt: updatedAt.toISOString(),
	}));
}

/** To whom each piece that may be passed on would go, by the award's id. */
async function nextNames(ctx: Ctx, rows: AwardRows): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	const open = rows.filter(
		(row) => !row.held && stepsFrom(positionOf(row), 'owner').includes('pass_on'),
	);
	for (const [contestId, ofContest] of Map.groupBy(open, (row) => row.contestId)) {
		const line = await readLine(ctx, contestId);
		if (!line) continue;
		for (const { id, prize } of ofContest) {
			const next = nextOf(line, prize.id);
			if (next) found.set(id, next.externalId);
		}
	}
	const names = await peopleOf(ctx, [...found.values()]);
	return new Map(
		[...found].map(([id, externalId]) => [id, names.get(externalId)?.name ?? externalId]),
	);
}

async function countAwards(
	ctx: Ctx,
	contest: string | undefined,
): Promise<Record<AwardFilter, number>> {
	const rows = await ctx.db
		.select({
			state: sql<AwardState>`${prizeAwards.state}`,
			count: sql<number>`count(*)::int`,
			todo: sql<number>`count(*) filter (where ${TODO})::int`,
		})
		.from(prizeAwards)
		.innerJoin(contests, eq(contests.id, prizeAwards.contestId))
		.where(contest === undefined ? undefined : eq(contests.slug, contest))
		.groupBy(prizeAwards.state);
	const counts = Object.fromEntries(AWARD_FILTERS.map((key) => [key, 0])) as Record<
		AwardFilter,
		number
	>;
	for (const { state, count, todo } of rows) {
		counts[state] = count;
		counts.all += count;
		counts.todo += todo;
	}
	return counts;
}

function contestsWithAwards(ctx: Ctx): Promise<{ slug: string; name: string }[]> {
	return ctx.db
		.select({ slug: contests.slug, name: contests.name })
		.from(contests)
		.where(
			sql`exists (select 1 from ${prizeAwards} where ${prizeAwards.contestId} = ${contests.id})`,
		)
		.orderBy(sql`${contests.endsAt} desc`, contests.slug);
}
