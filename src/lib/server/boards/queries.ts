import { z } from 'zod';
import { competes } from '#lib/domain/contest/competes.ts';
import { isFrozen } from '#lib/domain/contest/phase.ts';
import { Failure } from '#lib/domain/failure.ts';
import type { Board, Me, TickerItem } from '#lib/domain/live/events.ts';
import { may } from '#lib/domain/people/permissions.ts';
import type { PostOfTheWeek } from '#lib/domain/posts/view.ts';
import type { ReceiptsPage } from '#lib/domain/receipts/view.ts';
import { guarded, type Ctx } from '../context.ts';
import { masked } from '#lib/domain/people/appearance.ts';
import { peopleByKeys, shownOn } from '../people/shown.ts';
import { personAsked } from './person-asked.ts';
import { audienceFor, visibleContest } from './contest.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { clicksThisWeek } from './clicks-this-week.ts';
import { postOfTheWeek } from './post-of-the-week.ts';
import { factsOfPerson } from './receipt-facts.ts';
import { pageOf, RECEIPT_FILTERS, receiptsOf, totalsOf } from './receipts.ts';
import { SPARKLINE_DAYS, sparklines } from './sparklines.ts';
import { standingsPage, type StandingsPage } from './standings-page.ts';
import { boardTables } from './tables.ts';
import { tickerOf } from './ticker.ts';

export type { StandingsPage } from './standings-page.ts';

const contest = z.string().min(1).max(100);
const audience = z.enum(['public', 'owner']).optional();
const externalId = z.string().min(1).max(200);
const cursor = z.string().max(2000).optional();

async function tableOf(ctx: Ctx, slug: string) {
	return boardTables.get(ctx.db, await visibleContest(ctx, slug), ctx.now);
}

/** Office screens show people as they chose for those; everybody else looks at a board. */
const surfaceOf = (ctx: Ctx) => (ctx.actor.kind === 'display' ? 'displays' : 'boards');

/**
 * The board as an audience sees it (the public, unless the owner's is asked for and allowed): the first `top` rows, at
 * most 100,000 for a page of everyone. Throws Failure `not_found`, `not_allowed`.
 */
export const readBoard = guarded(
	'readBoard',
	'board.read',
	z.strictObject({ contest, top: z.int().min(1).max(100_000).default(50), audience }),
	async (ctx, input): Promise<Board> => {
		const seen = audienceFor(ctx.actor, input.audience);
		const table = await tableOf(ctx, input.contest);
		return table.board(seen, input.top, ctx.now, seen === 'owner' ? 'owner' : surfaceOf(ctx));
	},
);

/** A page of the table for the API, in order. Throws Failure `not_found`, `not_allowed`, `invalid` (a foreign cursor). */
export const readStandingsPage = guarded(
	'readStandingsPage',
	'board.read',
	z.strictObject({ contest, audience, limit: z.int().min(1).max(200).default(50), cursor }),
	async (ctx, input): Promise<StandingsPage> => {
		const seen = audienceFor(ctx.actor, input.audience);
		const table = await tableOf(ctx, input.contest);
		return standingsPage(table, {
			audience: seen,
			limit: input.limit,
			cursor: input.cursor,
			now: ctx.now,
		});
	},
);

/**
 * The signed-in person's own row, neighbours and gap. While the board is frozen their own figures are live, among the
 * public figures of the others. Clicks since Monday of the contest's zone. Throws Failure `not_allowed` for others.
 */
export const readMe = guarded(
	'readMe',
	'board.read',
	z.strictObject({ contest }),
	async (ctx, input): Promise<Me> => {
		const { actor } = ctx;
		if (actor.kind !== 'person')
			throw new Failure('not_allowed', 'Only a person stands on a board.');
		const found = await visibleContest(ctx, input.contest);
		const clicks = await clicksThisWeek(ctx.db, found, [actor.id], ctx.now);
		const table = await boardTables.get(ctx.db, found, ctx.now);
		return {
			contest: found.slug,
			version: table.versionFor('public'),
			...table.me(actor.externalId),
			clicksThisWeek: clicks.get(actor.id) ?? 0,
		};
	},
);

/**
 * Points per day of the last 14 days in the contest's zone, oldest first, today last, by externalId; zeros for whoever
 * is not known. One's own are live while the board is frozen.
 */
export const readSparklines = guarded(
	'readSparklines',
	'board.read',
	z.strictObject({ contest, people: z.array(externalId).max(500), audience }),
	async (ctx, input): Promise<Record<string, number[]>> => {
		const seen = audienceFor(ctx.actor, input.audience);
		const found = await visibleContest(ctx, input.contest);
		const own = ctx.actor.kind === 'person' ? ctx.actor.externalId : null;
		// Owners ask by external ids, everybody else by what their board calls people.
		const known =
			seen === 'owner'
				? new Map(input.people.map((id) => [id, id]))
				: new Map(
						[...(await peopleByKeys(ctx.db, surfaceOf(ctx), input.people))].map(
							([key, { externalId: id }]) => [key, id],
						),
					);
		const people = input.people.flatMap((key) => known.get(key) ?? []);
		const lines = await sparklines(ctx.db, found, { people, audience: seen, own, now: ctx.now });
		const none = () => new Array<number>(SPARKLINE_DAYS).fill(0);
		return Object.fromEntries(
			input.people.map((key) => [key, lines[known.get(key) ?? ''] ?? none()]),
		);
	},
);

/** The latest news of the contest that everybody may read, newest first, at most 20. */
export const readTicker = guarded(
	'readTicker',
	'board.read',
	z.strictObject({ contest }),
	async (ctx, input): Promise<TickerItem[]> =>
		tickerOf(ctx.db, await tableOf(ctx, input.contest), ctx.now),
);

/** The link whose facts weighed most in the last seven days of the contest; null when none brought anything. */
export const readPostOfTheWeek = guarded(
	'readPostOfTheWeek',
	'board.read',
	z.strictObject({ contest }),
	async (ctx, input): Promise<PostOfTheWeek | null> =>
		shownOn(
			ctx,
			[surfaceOf(ctx)],
			await postOfTheWeek(ctx.db, await visibleContest(ctx, input.contest), ctx.now),
		),
);

/**
 * Every fact of a person (as the board calls them) in the contest, newest first, with what it brought and why not; totals over all
 * of them, equal to the person's row on the board. While frozen others see only what is dated before the freeze; the
 * person and the owners see everything. Of whoever is not shown by name others get the totals alone. Throws Failure `not_found`, `invalid` (a foreign cursor).
 */
export const readReceipts = guarded(
	'readReceipts',
	'receipts.read',
	z.strictObject({
		contest,
		person: externalId,
		filter: z.enum(RECEIPT_FILTERS).default('all'),
		limit: z.int().min(1).max(200).default(100),
		cursor,
	}),
	async (ctx, input): Promise<ReceiptsPage> => {
		const after = decodeCursor(z.strictObject({ at: z.string(), id: z.string() }), input.cursor);
		const found = await visibleContest(ctx, input.contest);
		const { person, own, mask } = await personAsked(ctx, input.person);
		const hidden =
			!own && !may(ctx.actor, 'board.read.owner') && isFrozen(found, found.rules, ctx.now);
		const facts = await factsOfPerson(
			ctx.db,
			found,
			person.personId,
			hidden ? found.freezeAt : null,
		);
		const { externalId, team, groups, name, office, avatarSeed } = person;
		const competing = competes(found.rules.exclude)({ id: externalId, team, groups });
		const receipts = receiptsOf(facts, found.rules, competing);
		const page = pageOf(receipts, { filter: input.filter, limit: input.limit, cursor: after });
		return {
			person: masked({ externalId, name, team, office, avatarSeed }, mask),
			own,
			// A link, a post or the instant of a click would say whose they are: the sums alone are shown.
			withheld: mask !== null,
			totals: totalsOf(receipts, found.rules),
			receipts: mask ? [] : page.receipts,
			nextCursor: page.next && !mask ? encodeCursor(page.next) : null,
		};
	},
);
