import { queryOf } from '#lib/server/api/page.ts';
import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { respond } from '#lib/server/api/respond.ts';
import { previewStandings } from '#lib/server/previews/preview.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
	respond(event, async ({ ctx, params, url, body }) => {
		const sent: object = await body();
		const input = { ...sent, contest: params.slug, page: queryOf(url) } as never;
		return { body: await previewStandings({ ctx, input }) };
	});

export const fallback: RequestHandler = () => methodNotAllowed('POST');
