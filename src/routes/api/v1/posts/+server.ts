import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { respond } from '#lib/server/api/respond.ts';
import { createPost } from '#lib/server/posts/create.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
	respond(event, async ({ ctx, body }) => ({
		status: 201,
		body: await createPost({ ctx, input: await body() }),
	}));

export const fallback: RequestHandler = () => methodNotAllowed('POST');
