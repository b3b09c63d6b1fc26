import { and, asc, desc, eq, inArray, type SQL } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import type { Phase } from '#lib/domain/contest/phase.ts';
import type { ContestView, PrizeView } from '#lib/domain/contest/view.ts';
import { may, showsContest, type Actor } from '#lib/domain/people/permissions.ts';
import { guarded, type Ctx } from '../context.ts';
import { contestRules, contests, prizes } from '../db/schema/contests.ts';
import { contestView } from './view.ts';

async function prizesOf(ctx: Ctx, contestIds: string[]): Promise<Map<string, PrizeView[]>> {
	const map = new Map<string, PrizeView[]>();
	if (contestIds.length === 0) return map;
	const rows = await ctx.db
		.select()
		.from(prizes)
		.where(inArray(prizes.contestId, contestIds))
		.orderBy(asc(prizes.contestId), asc(prizes.position));
	for (const row of rows) {
		const list = map.get(row.contestId) ?? [];
		list.push({
			id: row.id,
			kind: row.kind as PrizeView['kind'],
			name: row.name,
			value: row.value,
			currency: row.currency,
			fromPlace: row.fromPlace,
			toPlace: row.toPlace,
			minPoints: row.minPoints,
			winners: row.winners,
			excludePlaceWinners: row.excludePlaceWinners ?? false,
			ranking: row.ranking as PrizeView['ranking'],
			bracket: row.bracket,
			description: row.description,
			stock: row.stock,
			picture: row.pictureId,
		});
		map.set(row.contestId, list);
	}
	return map;
}

/** Contests of the condition, by start, newest first, with their current rules. Drafts only for those who may write. */
async function views(ctx: Ctx, where?: SQL): Promise<ContestView[]> {
	const rows = await ctx.db
		.select({
			id: contests.id,
			slug: contests.slug,
			name: contests.name,
			rulesVersion: contests.rulesVersion,
			drawSeed: contests.drawSeed,
			publishedAt: contests.publishedAt,
			frozenAt: contests.frozenAt,
			unfrozenAt: contests.unfrozenAt,
			finalAt: contests.finalAt,
			cancelledAt: contests.cancelledAt,
			heldForReveal: contests.heldForReveal,
			revision: contests.revision,
			cancelReason: contests.cancelReason,
			rules: contestRules.rules,
		})
		.from(contests)
		.innerJoin(
			contestRules,
			and(eq(contestRules.contestId, contests.id), eq(contestRules.version, contests.rulesVersion)),
		)
		.where(where)
		.orderBy(desc(contests.startsAt), asc(contests.slug));
	const won = await prizesOf(
		ctx,
		rows.map((row) => row.id),
	);
	const drafts = may(ctx.actor, 'contests.write');
	return rows
		.map((row) => contestView(row, won.get(row.id) ?? [], ctx.now))
		.filter((view) => drafts || view.phase !== 'draft');
}

/** One contest by its slug. Throws Failure `not_found`; a draft is not found by those who may not write contests. */
export const readContest = guarded(
	'readContest',
	'board.read',
	z.strictObject({ slug: z.string().min(1).max(100) }),
	async (ctx, { slug }): Promise<ContestView> => {
		const [view] = await views(ctx, eq(contests.slug, slug));
		if (!view) throw new Failure('not_found', 'There is no such contest.');
		if (ctx.actor.kind === 'display' && !(await isDisplays(ctx, ctx.actor, slug)))
			throw new Failure('not_found', 'There is no such contest.');
		return view;
	},
);

/** A display sees the contests of its link or programme and no other. */
async function isDisplays(
	ctx: Ctx,
	actor: Extract<Actor, { kind: 'display' }>,
	slug: string,
): Promise<boolean> {
	const [row] = await ctx.db
		.select({ id: contests.id })
		.from(contests)
		.where(eq(contests.slug, slug));
	return row !== undefined && showsContest(actor, row.id);
}

/** Every contest that the actor may see, by start, newest first; there are dozens, so it isn't paged. */
export const listContests = guarded('listContests', 'contests.read', z.strictObject({}), (ctx) =>
	views(ctx),
);

/** Lower is more current. Of one phase the one that ends first comes first, of final ones the last. */
const CURRENCY: Partial<Record<Phase, number>> = {
	running: 0,
	frozen: 0,
	settling: 1,
	scheduled: 2,
	final: 3,
};

/** The contest that the portal is about: running or frozen, else settling, else the next scheduled, else the last final. */
export function mostCurrent(list: readonly ContestView[]): ContestView | null {
	const candidates = list.filter((view) => CURRENCY[view.phase] !== undefined);
	const key = (view: ContestView) =>
		view.phase === 'final' || view.phase === 'settling'
			? -Date.parse(view.endsAt)
			: Date.parse(view.phase === 'scheduled' ? view.startsAt : view.endsAt);
	candidates.sort((a, b) => CURRENCY[a.phase]! - CURRENCY[b.phase]! || key(a) - key(b));
	return candidates[0] ?? null;
}

/** The contest that the portal is about right now, or null when there is none. */
export const currentContest = guarded(
	'currentContest',
	'contests.read',
	z.strictObject({}),
	async (ctx) => mostCurrent(await views(ctx)),
);
