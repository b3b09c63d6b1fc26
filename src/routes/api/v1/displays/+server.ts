import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { queryOf } from '#lib/server/api/page.ts';
import { respond } from '#lib/server/api/respond.ts';
import { listDisplayRecords } from '#lib/server/displays/records.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, url }) => ({
		body: await listDisplayRecords({ ctx, input: queryOf(url) }),
	}));

export const fallback: RequestHandler = () => methodNotAllowed('GET');
