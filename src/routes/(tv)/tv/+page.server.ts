import { redirect } from '@sveltejs/kit';
import { displayCtx } from '#lib/server/displays/session.ts';
import { drawnShow, showcaseMark } from './draw.server.ts';
import type { PageServerLoad } from './$types';

/** The screen's own page; one that is not paired (any more) asks for it. */
export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'cache-control': 'no-store' });
	const ctx = await displayCtx(event);
	if (!ctx) redirect(303, '/tv/pair');
	const show = await drawnShow(ctx, event.url.host);
	event.setHeaders(showcaseMark(show));
	const { plain } = show.display.settings;
	if (plain ?? event.url.searchParams.get('plain') === '1') redirect(303, '/tv/plain');
	return { show };
};
