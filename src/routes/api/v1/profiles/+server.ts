import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { queryOf } from '#lib/server/api/page.ts';
import { respond } from '#lib/server/api/respond.ts';
import { listProfileRecords } from '#lib/server/people/profile-records.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, url }) => ({
		body: await listProfileRecords({ ctx, input: queryOf(url) }),
	}));

export const fallback: RequestHandler = () => methodNotAllowed('GET');
