import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { NO_CONTENT, respond } from '#lib/server/api/respond.ts';
import { deleteWebhook } from '#lib/server/webhooks/delete.ts';
import { readWebhook } from '#lib/server/webhooks/queries.ts';
import { updateWebhook } from '#lib/server/webhooks/update.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, params }) => ({
		body: await readWebhook({ ctx, input: { id: params.id } }),
	}));

export const PATCH: RequestHandler = (event) =>
	respond(event, async ({ ctx, params, body }) => {
		const changes: object = await body();
		const { id } = await updateWebhook({ ctx, input: { ...changes, id: params.id } });
		return { body: await readWebhook({ ctx, input: { id } }) };
	});

export const DELETE: RequestHandler = (event) =>
	respond(event, async ({ ctx, params }) => {
		await deleteWebhook({ ctx, input: { id: params.id } });
		return NO_CONTENT;
	});

export const fallback: RequestHandler = () => methodNotAllowed('GET, PATCH, DELETE');
