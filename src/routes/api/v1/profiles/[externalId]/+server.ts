import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { queryOf } from '#lib/server/api/page.ts';
import { respond } from '#lib/server/api/respond.ts';
import { readProfileRecord } from '#lib/server/people/profile-records.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, params, url }) => {
		const asked: object = queryOf(url);
		const input = { ...asked, externalId: params.externalId } as never;
		return { body: await readProfileRecord({ ctx, input }) };
	});

export const fallback: RequestHandler = () => methodNotAllowed('GET');
