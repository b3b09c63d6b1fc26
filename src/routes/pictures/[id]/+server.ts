import { readPicture } from '#lib/server/pictures/queries.ts';
import type { RequestHandler } from './$types';

/** A prize's picture. Its id is of these bytes for ever, so that every cache may keep it. */
export const GET: RequestHandler = async ({ params, locals, request }) => {
	const { type, bytes } = await readPicture({ ctx: locals.ctx, input: { id: params.id } });
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
