import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { queryOf } from '#lib/server/api/page.ts';
import { respond } from '#lib/server/api/respond.ts';
import { listShowcaseRecords } from '#lib/server/showcase/records.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, url }) => ({
		body: await listShowcaseRecords({ ctx, input: queryOf(url) }),
	}));

export const fallback: RequestHandler = () => methodNotAllowed('GET');
