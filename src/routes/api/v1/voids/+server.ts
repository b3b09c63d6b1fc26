import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { respond } from '#lib/server/api/respond.ts';
import { createVoid } from '#lib/server/voids/create.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
	respond(event, async ({ ctx, body }) => ({
		status: 201,
		body: await createVoid({ ctx, input: await body() }),
	}));

export const fallback: RequestHandler = () => methodNotAllowed('POST');
