import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { queryOf } from '#lib/server/api/page.ts';
import { respond } from '#lib/server/api/respond.ts';
import { readShowcaseRecord } from '#lib/server/showcase/records.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, params, url }) => {
		const asked: object = queryOf(url);
		const input = { ...asked, month: params.month } as never;
		return { body: await readShowcaseRecord({ ctx, input }) };
	});

export const fallback: RequestHandler = () => methodNotAllowed('GET');
