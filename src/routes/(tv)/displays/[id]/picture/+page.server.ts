import { plainPage } from '#lib/domain/displays/plain-page.ts';
import type { ReadShow } from '#lib/server/displays/show.ts';
import { requirePerson } from '#lib/server/auth/guard.ts';
import { readPresentPicture } from '#lib/server/displays/picture.ts';
import { drawShow } from '../../../tv/draw.server.ts';
import type { PageServerLoad } from './$types';

/** As people see it who stand before it: a screen that hangs turned is upright for them. */
const upright = (read: ReadShow): ReadShow => {
	const { display } = read.programme;
	const settings = { ...display.settings, rotate: 0 as const };
	return { ...read, programme: { ...read.programme, display: { ...display, settings } } };
};

/** A paired screen's present picture, for the frame on the page Displays. */
export const load: PageServerLoad = async (event) => {
	requirePerson(event);
	event.setHeaders({ 'cache-control': 'private, no-store' });
	const { ctx } = event.locals;
	const { host } = event.url;
	const { read, plain } = await readPresentPicture({ ctx, input: { id: event.params.id } });
	if (plain) return { show: null, plain: plainPage(read, host, ctx.now) };
	return { show: drawShow(upright(read), host, ctx.now), plain: null };
};
