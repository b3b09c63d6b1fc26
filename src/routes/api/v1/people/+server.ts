import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { queryOf } from '#lib/server/api/page.ts';
import { respond } from '#lib/server/api/respond.ts';
import { upsertPeople } from '#lib/server/people/upsert.ts';
import { listPersonRecords } from '#lib/server/people/records.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, url }) => ({
		body: await listPersonRecords({ ctx, input: queryOf(url) }),
	}));

export const PUT: RequestHandler = (event) =>
	respond(event, async ({ ctx, body }) => ({
		body: await upsertPeople({ ctx, input: await body() }),
	}));

export const fallback: RequestHandler = () => methodNotAllowed('GET, PUT');
