import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { queryOf } from '#lib/server/api/page.ts';
import { respond } from '#lib/server/api/respond.ts';
import { readResults } from '#lib/server/results/queries.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, params, url }) => {
		const asked: object = queryOf(url, ['number']);
		const input = { ...asked, contest: params.slug } as never;
		return { body: await readResults({ ctx, input }) };
	});

export const fallback: RequestHandler = () => methodNotAllowed('GET');
