import { queryOf } from '#lib/server/api/page.ts';
import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { respond } from '#lib/server/api/respond.ts';
import { createWebhook } from '#lib/server/webhooks/create.ts';
import { listWebhooks } from '#lib/server/webhooks/queries.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, url }) => ({
		body: await listWebhooks({ ctx, input: queryOf(url) }),
	}));

export const POST: RequestHandler = (event) =>
	respond(event, async ({ ctx, body }) => ({
		status: 201,
		body: await createWebhook({ ctx, input: await body() }),
	}));

export const fallback: RequestHandler = () => methodNotAllowed('GET, POST');
