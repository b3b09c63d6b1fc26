import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { respond } from '#lib/server/api/respond.ts';
import { upsertPeople } from '#lib/server/people/upsert.ts';
import type { RequestHandler } from './$types';

export const PUT: RequestHandler = (event) =>
	respond(event, async ({ ctx, body }) => ({
		body: await upsertPeople({ ctx, input: await body() }),
	}));

export const fallback: RequestHandler = () => methodNotAllowed('PUT');
