import { readScreenshot } from '#lib/server/readings/queries.ts';
import type { RequestHandler } from './$types';

/** A report's screenshot, for its person and owners alone: no cache on the way may keep it. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const { type, bytes } = await readScreenshot({ ctx: locals.ctx, input: { id: params.id } });
	return new Response(new Uint8Array(bytes), {
		headers: {
			'content-type': type,
			'cache-control': 'private, no-store',
			'content-security-policy': "default-src 'none'; sandbox",
			'x-content-type-options': 'nosniff',
		},
	});
};
