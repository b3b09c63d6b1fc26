import type { RequestEvent } from '@sveltejs/kit';
import { version } from '$app/environment';
import { Failure } from '#lib/domain/failure.ts';
import { METRICS, rulesSchema } from '#lib/domain/contest/rules.ts';
import type { ContestView } from '#lib/domain/contest/view.ts';
import type { Ctx } from '#lib/server/context.ts';
import { WATCHED_ROWS, type Screen, type ScreenContest } from '#lib/domain/displays/screen.ts';
import * as boards from '#lib/server/boards/queries.ts';
import { readContest } from '#lib/server/contests/queries.ts';
import { verifyDisplayKey } from '#lib/server/displays/verify.ts';
import { readReveal } from '#lib/server/reveals/queries.ts';

const HOUR_MS = 3_600_000;

function screenContest(view: ContestView): ScreenContest {
	const { metrics, minClicks, settleHours } = rulesSchema.parse(view.rules);
	const points = METRICS.map((metric) => ({ metric, points: metrics[metric]?.points ?? 0 }));
	return {
		slug: view.slug,
		name: view.name,
		phase: view.phase,
		startsAt: view.startsAt,
		endsAt: view.endsAt,
		settledAt: new Date(Date.parse(view.endsAt) + settleHours * HOUR_MS).toISOString(),
		timeZone: view.timeZone,
		minClicks,
		points: points.filter((each) => each.points > 0).sort((a, b) => b.points - a.points),
		prizes: view.prizes,
	};
}

/**
 * What a display shows, for whoever holds its link. The key stays in the address: a kiosk opens the same address after
 * every restart, for months, often with a browser that forgets cookies; it opens the public board alone and can be
 * revoked. Throws 404, always the same, for a key that opens nothing: wrong, revoked, another contest's, or a draft's.
 */
export async function readScreen(event: RequestEvent<{ contest: string }>): Promise<Screen> {
	const { locals, params, url } = event;
	event.setHeaders({ 'cache-control': 'no-store' });
	const display = await verifyDisplayKey(
		locals.ctx.db,
		params.contest,
		url.searchParams.get('key') ?? '',
	);
	if (!display) throw new Failure('not_found', 'This link opens no display.');
	const actor = { kind: 'display', id: display.id, contestId: display.contestId } as const;
	const ctx: Ctx = { ...locals.ctx, actor };
	const input = { contest: params.contest };
	const [view, board, ticker, post, { shown: _, state, ...at }] = await Promise.all([
		readContest({ ctx, input: { slug: params.contest } }),
		boards.readBoard({ ctx, input: { ...input, top: WATCHED_ROWS } }),
		boards.readTicker({ ctx, input }),
		boards.readPostOfTheWeek({ ctx, input }),
		readReveal({ ctx, input }),
	]);
	const people = board.rows.map(({ person }) => person.externalId);
	return {
		office: display.office,
		contest: screenContest(view),
		board,
		sparklines: await boards.readSparklines({ ctx, input: { ...input, people } }),
		ticker,
		post,
		reveal: state === 'running' || state === 'done' ? { ...at, state } : null,
		host: url.host,
		now: ctx.now.toISOString(),
		build: version,
	};
}
