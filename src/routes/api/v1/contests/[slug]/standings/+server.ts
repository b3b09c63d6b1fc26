import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { queryOf } from '#lib/server/api/page.ts';
import { respond } from '#lib/server/api/respond.ts';
import { readStandingsPage } from '#lib/server/boards/queries.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, params, url }) => {
		const asked: object = queryOf(url);
		const input = { audience: 'public' as const, ...asked, contest: params.slug } as never;
		return { body: await readStandingsPage({ ctx, input }) };
	});

export const fallback: RequestHandler = () => methodNotAllowed('GET');
