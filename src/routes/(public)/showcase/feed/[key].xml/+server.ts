import { Failure } from '#lib/domain/failure.ts';
import { showFeed } from '#lib/server/showcase/feed.ts';
import type { RequestHandler } from './$types';

/** Somebody's own feed, as the showcase is now: what was withdrawn is gone the next time that it is read. */
export const GET: RequestHandler = async ({ params, locals: { ctx } }) => {
	const headers = { 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' };
	try {
		const xml = await showFeed({ ctx, input: { key: params.key } });
		const type = { 'content-type': 'application/rss+xml; charset=utf-8' };
		return new Response(xml, { headers: { ...headers, ...type } });
	} catch (thrown) {
		if (!(thrown instanceof Failure) || !['not_found', 'invalid'].includes(thrown.code))
			throw thrown;
		return new Response('There is no such feed.\n', { status: 404, headers });
	}
};
