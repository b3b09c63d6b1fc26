import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { respond } from '#lib/server/api/respond.ts';
import { rotateWebhookSecret } from '#lib/server/webhooks/rotate-secret.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
	respond(event, async ({ ctx, params, body }) => {
		const given: object = await body();
		return { body: await rotateWebhookSecret({ ctx, input: { ...given, id: params.id } }) };
	});

export const fallback: RequestHandler = () => methodNotAllowed('POST');
