import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { queryOf } from '#lib/server/api/page.ts';
import { respond } from '#lib/server/api/respond.ts';
import { readTeamRecord } from '#lib/server/people/team-records.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, params, url }) => {
		const asked: object = queryOf(url);
		const input = { ...asked, name: params.name } as never;
		return { body: await readTeamRecord({ ctx, input }) };
	});

export const fallback: RequestHandler = () => methodNotAllowed('GET');
