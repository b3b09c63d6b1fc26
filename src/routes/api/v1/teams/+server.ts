import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { queryOf } from '#lib/server/api/page.ts';
import { respond } from '#lib/server/api/respond.ts';
import { listTeamRecords } from '#lib/server/people/team-records.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, url }) => ({
		body: await listTeamRecords({ ctx, input: queryOf(url) }),
	}));

export const fallback: RequestHandler = () => methodNotAllowed('GET');
