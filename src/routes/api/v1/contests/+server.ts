import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { queryOf } from '#lib/server/api/page.ts';
import { respond } from '#lib/server/api/respond.ts';
import { createContest } from '#lib/server/contests/create.ts';
import { listContestRecords } from '#lib/server/contests/records.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, url }) => ({
		body: await listContestRecords({ ctx, input: queryOf(url) }),
	}));

export const POST: RequestHandler = (event) =>
	respond(event, async ({ ctx, body }) => {
		const { slug, warnings } = await createContest({ ctx, input: await body() });
		return { status: 201, body: warnings.length > 0 ? { slug, warnings } : { slug } };
	});

export const fallback: RequestHandler = () => methodNotAllowed('GET, POST');
