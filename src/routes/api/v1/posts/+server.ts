import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { queryOf } from '#lib/server/api/page.ts';
import { respond } from '#lib/server/api/respond.ts';
import { createPost } from '#lib/server/posts/create.ts';
import { listPostRecords } from '#lib/server/posts/records.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, url }) => ({
		body: await listPostRecords({ ctx, input: queryOf(url) }),
	}));

export const POST: RequestHandler = (event) =>
	respond(event, async ({ ctx, body }) => ({
		status: 201,
		body: await createPost({ ctx, input: await body() }),
	}));

export const fallback: RequestHandler = () => methodNotAllowed('GET, POST');
