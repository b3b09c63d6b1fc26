import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { queryOf } from '#lib/server/api/page.ts';
import { respond } from '#lib/server/api/respond.ts';
import { readResults } from '#lib/server/results/queries.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, params, url }) => {
		const input = { ...queryOf(url, ['number']), contest: params.slug };
		return { body: await readResults({ ctx, input }) };
	});

export const fallback: RequestHandler = () => methodNotAllowed('GET');
