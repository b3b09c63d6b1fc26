import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { respond } from '#lib/server/api/respond.ts';
import { testWebhook } from '#lib/server/webhooks/test.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
	respond(event, async ({ ctx, params }) => ({
		status: 202,
		body: await testWebhook({ ctx, input: { id: params.id } }),
	}));

export const fallback: RequestHandler = () => methodNotAllowed('POST');
