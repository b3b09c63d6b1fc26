import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { pageOf } from '#lib/server/api/page.ts';
import { respond } from '#lib/server/api/respond.ts';
import { readStandingsPage } from '#lib/server/boards/queries.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, params, url }) => {
		const audience = (url.searchParams.get('audience') ?? 'public') as 'public' | 'owner';
		const input = { contest: params.slug, audience, ...pageOf(url) };
		return { body: await readStandingsPage({ ctx, input }) };
	});

export const fallback: RequestHandler = () => methodNotAllowed('GET');
