import { createHash } from 'node:crypto';
import { json } from '@sveltejs/kit';
import { drawnShow, showcaseMark } from '../draw.server.ts';
import { signedInDisplay } from '#lib/server/displays/session.ts';
import type { RequestHandler } from './$types';

/** All that the asking display shows, for its page to ask again; 304 while it is what it has. */
export const GET: RequestHandler = async (event) => {
	const show = await drawnShow(await signedInDisplay(event), event.url.host);
	// The instant of the answer alone changes nothing; a 304 tells it by its date.
	const { now: _, screen, ...rest } = show;
	const same = JSON.stringify([rest, screen && { ...screen, now: null }]);
	const etag = `"${createHash('sha256').update(same).digest('base64url').slice(0, 22)}"`;
	const headers = { etag, 'cache-control': 'private, no-cache', ...showcaseMark(show) };
	if (event.request.headers.get('if-none-match') !== etag) return json(show, { headers });
	return new Response(null, { status: 304, headers });
};
