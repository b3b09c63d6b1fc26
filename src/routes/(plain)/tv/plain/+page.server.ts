import { redirect } from '@sveltejs/kit';
import { version } from '$app/environment';
import { plainPage, shownOn } from '#lib/domain/displays/plain-page.ts';
import { userAgentOf } from '#lib/server/displays/asked.ts';
import { leaderSince } from '#lib/server/displays/leader-cookie.ts';
import { reportDisplay } from '#lib/server/displays/report.ts';
import { displayCtx } from '#lib/server/displays/session.ts';
import { readShow } from '#lib/server/displays/show.ts';
import type { PageServerLoad } from './$types';

/**
 * The scene whose turn it is, drawn for any engine; the page asks for the next one when its time is over. Such a screen
 * can say nothing of itself: that it asks, and what it gets, is its report. Its size is not known.
 */
export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'cache-control': 'no-store' });
	const ctx = await displayCtx(event);
	if (!ctx) redirect(303, '/tv/pair');
	const read = await readShow({ ctx, input: {} });
	const leaderAt = leaderSince(event, read.screen && read.screen.board, ctx.now);
	const page = plainPage(read, event.url.host, ctx.now, leaderAt);
	const report = {
		...{ scene: shownOn(page), since: new Date(page.since).toISOString() },
		...{ version, width: 0, height: 0, stale: false, plain: true },
	};
	await reportDisplay({ ctx, input: { report, userAgent: userAgentOf(event.request) } });
	return { ...page, version: read.programme.version };
};
