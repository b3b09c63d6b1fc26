import { json } from '@sveltejs/kit';
import { displayProgramme } from '#lib/server/displays/programme.ts';
import { signedInDisplay } from '#lib/server/displays/session.ts';
import type { RequestHandler } from './$types';

/** What the asking display follows: for screens whose sockets are dead, and for those that have none. */
export const GET: RequestHandler = async (event) => {
	const programme = await displayProgramme({ ctx: await signedInDisplay(event), input: {} });
	const etag = `"${programme.version}"`;
	const headers = { etag, 'cache-control': 'private, no-cache' };
	if (event.request.headers.get('if-none-match') === etag)
		return new Response(null, { status: 304, headers });
	return json(programme, { headers });
};
