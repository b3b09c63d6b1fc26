import { readPicture } from '#lib/server/pictures/queries.ts';
import type { RequestHandler } from './$types';

/** A picture as it is kept or, with `.jpg` behind its id, as a JPEG. The id is of these bytes for ever, so that every cache may keep it. */
export const GET: RequestHandler = async ({ params, locals, request }) => {
	const jpeg = params.id.endsWith('.jpg');
	const id = jpeg ? params.id.slice(0, -'.jpg'.length) : params.id;
	const { type, bytes } = await readPicture({ ctx: locals.ctx, input: { id, jpeg } });
	const headers = {
		'content-type': type,
		'cache-control': 'public, max-age=31536000, immutable',
		etag: `"${params.id}"`,
		'content-security-policy': "default-src 'none'; sandbox",
		'x-content-type-options': 'nosniff',
	};
	if (request.headers.get('if-none-match') === headers.etag)
		return new Response(null, { status: 304, headers });
	return new Response(new Uint8Array(bytes), { headers });
};
