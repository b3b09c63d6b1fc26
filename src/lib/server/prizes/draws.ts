import { asc, desc, eq } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import type { Mask } from '#lib/domain/people/appearance.ts';
import { may } from '#lib/domain/people/permissions.ts';
import { lotsBy } from '#lib/domain/prizes/draw.ts';
import type { DrawList } from '#lib/domain/prizes/redo.ts';
import { readDocument, type ResultContent } from '#lib/domain/results/document.ts';
import { pseudonymsOf } from '#lib/domain/results/pseudonyms.ts';
import { compareCodePoints } from '#lib/domain/scoring/fact-order.ts';
import { readContest } from '../contests/queries.ts';
import { guarded, type Ctx } from '../context.ts';
import { contests, prizes } from '../db/schema/contests.ts';
import { contestResults } from '../db/schema/results.ts';
import { masksWithDraws, seesEverybody } from '../people/shown.ts';
import { signingKey } from '../programs/keys.ts';
import { readKeptLots } from './kept-lots.ts';

const contestSchema = z.string().min(1).max(100);

/** A draw as its page shows it before it is done again. */
export type DrawView = {
	prize: number;
	name: string;
	/** How many were to be drawn, and how many took part. */
	winners: number;
	entrants: number;
	/** Names in the order of their lots; other names for whoever is not of the company. */
	drawn: string[];
};

export type DrawsView = {
	slug: string;
	name: string;
	seedHash: string;
	/** Null until the result is shown. */
	seed: string | null;
	draws: DrawView[];
	/** Whether people stand under their own names. */
	named: boolean;
};

/**
 * The draws of a contest, for everybody: the seed's hash once the contest has started, the seed and who was drawn once its
 * result is shown. Throws Failure `not_found` before the start, and for one that was cancelled.
 */
export const readDraws = guarded(
	'readDraws',
	'draws.read',
	z.strictObject({ contest: contestSchema }),
	async (ctx, { contest }): Promise<DrawsView> => {
		const { found, seedHash, content, names, named } = await drawsOf(ctx, contest);
		const about = { slug: found.slug, name: found.name, seedHash, named };
		if (!content) return { ...about, seed: null, draws: [] };
		const winners = await toBeDrawn(ctx, found.id);
		const draws = content.draws.map(({ prize, name, entrants, winners: drawn }) => ({
			...{ prize, name, winners: winners.get(prize) ?? drawn.length, entrants: entrants.length },
			drawn: drawn.map((id) => names(id).name),
		}));
		return { ...about, seed: found.seed, draws };
	},
);

/** Everything that one draw is done again from. Throws Failure `not_found` also where its result is not shown yet. */
export const readDrawList = guarded(
	'readDrawList',
	'draws.read',
	z.strictObject({ contest: contestSchema, prize: z.int().min(1).max(1000) }),
	async (ctx, input): Promise<DrawList> => {
		const { found, seedHash, content, names, masked } = await drawsOf(ctx, input.contest);
		const one = content?.draws.find(({ prize }) => prize === input.prize);
		if (!one) throw new Failure('not_found', 'There is no such draw.');
		const { prize, name, entrants, winners: drawn } = one;
		const winners = (await toBeDrawn(ctx, found.id)).get(prize) ?? drawn.length;
		const kept = await readKeptLots(ctx, found.id);
		const lots = lotsBy(found.seed, kept);
		// A lot is made of an external id: where some are not told, or not known any more, every lot is.
		const lotsOnly = masked || entrants.some((id) => kept(prize, id) !== null);
		return {
			...{ contest: found.slug, prize, name, seed: found.seed, seedHash, winners },
			lotsOnly,
			entrants: lotsOnly
				? entrants
						.map((id) => ({ ...names(id), lot: lots(prize, id) }))
						// Those who took part stand in the order of their table, where each has a pseudonym.
						.sort((a, b) => compareCodePoints(a.lot, b.lot))
				: entrants.map(names),
			drawn: drawn.map((id) => names(id).id),
		};
	},
);

async function drawsOf(ctx: Ctx, slug: string) {
	const view = await readContest({
		ctx: { ...ctx, actor: { kind: 'system', name: 'draws' } },
		input: { slug },
	});
	if (view.drawSeedHash === null || view.phase === 'cancelled')
		throw new Failure('not_found', 'There is no such contest.');
	const [found] = await ctx.db
		.select({
			id: contests.id,
			slug: contests.slug,
			name: contests.name,
			seed: contests.drawSeed,
		})
		.from(contests)
		.where(eq(contests.slug, slug));
	const shown = view.phase === 'final' && !view.heldForReveal;
	const content = shown ? await newestContent(ctx, found!.id) : null;
	const named = may(ctx.actor, 'results.read');
	const people = new Map(
		content?.table.map(({ person }) => [person.externalId, person.name] as const),
	);
	const pseudonyms = named ? null : pseudonymsOf(await signingKey(ctx.db), found!.id);
	const { drawn } = seesEverybody(ctx.actor)
		? { drawn: new Map<string, Mask>() }
		: await masksWithDraws(ctx.db, ['boards']);
	const names = (externalId: string) => {
		const mask = drawn.get(externalId);
		if (mask) return { id: mask.key, name: named ? mask.name : mask.key };
		const id = pseudonyms?.person(externalId) ?? externalId;
		return { id, name: pseudonyms ? id : (people.get(externalId) ?? id) };
	};
	const masked =
		!named || (content?.table.some(({ person }) => drawn.has(person.externalId)) ?? false);
	return { found: found!, seedHash: view.drawSeedHash, content, names, named, masked };
}

async function newestContent(ctx: Ctx, contestId: string): Promise<ResultContent | null> {
	const [row] = await ctx.db
		.select({ document: contestResults.document })
		.from(contestResults)
		.where(eq(contestResults.contestId, contestId))
		.orderBy(desc(contestResults.number))
		.limit(1);
	return row ? readDocument(row.document) : null;
}

/** How many each draw was to give, by the prize's number. */
async function toBeDrawn(ctx: Ctx, contestId: string): Promise<Map<number, number>> {
	const rows = await ctx.db
		.select({ winners: prizes.winners, stock: prizes.stock })
		.from(prizes)
		.where(eq(prizes.contestId, contestId))
		.orderBy(asc(prizes.position));
	return new Map(
		rows.flatMap(({ winners, stock }, i) =>
			winners === null ? [] : [[i + 1, Math.min(winners, stock ?? Infinity)]],
		),
	);
}
