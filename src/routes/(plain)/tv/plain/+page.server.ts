import { redirect } from '@sveltejs/kit';
import { isDue, playAt } from '#lib/domain/displays/playlist.ts';
import { takeoverAt } from '#lib/domain/displays/takeover.ts';
import { displayCtx } from '#lib/server/displays/session.ts';
import { readShow } from '#lib/server/displays/show.ts';
import type { PageServerLoad } from './$types';

const SECOND_MS = 1000;
/** Between two looks, in seconds: a new scene comes on time, and "show this now" within a quarter of a minute. */
const [LEAST_S, MOST_S] = [3, 15];

/** The scene whose turn it is, drawn for any engine; the page asks for the next one when its time is over. */
export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'cache-control': 'no-store' });
	const ctx = await displayCtx(event);
	if (!ctx) redirect(303, '/tv/pair');
	const { programme, items, takeovers, screen } = await readShow({ ctx, input: {} });
	const { timeZone: zone, settings, name, identifyUntil } = programme.display;
	const now = ctx.now.getTime();
	const manual = takeovers.map(({ id, from, until }) => ({
		id,
		from: Date.parse(from),
		until: Date.parse(until),
	}));
	const taken = takeoverAt(manual, null, null, now);
	const play = playAt(items, now, zone);
	const shown = taken ? takeovers.find(({ id }) => id === taken.id) : play.item;
	const left = Math.ceil(((taken?.until ?? play.until) - now) / SECOND_MS);
	const { night } = settings;
	const host = event.url.host;
	return {
		name,
		host,
		identify: identifyUntil !== null && Date.parse(identifyUntil) > now,
		content: shown?.content ?? null,
		screen: screen && { contest: screen.contest, board: screen.board },
		zone,
		now,
		dark: night && isDue({ hours: night, weekdays: [] }, now, zone) ? night.mode : null,
		seconds: Math.min(MOST_S, Math.max(LEAST_S, left)),
	};
};
