import { pageOf } from '#lib/server/api/page.ts';
import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { respond } from '#lib/server/api/respond.ts';
import { listDeliveries } from '#lib/server/webhooks/queries.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, params, url }) => ({
		body: await listDeliveries({ ctx, input: { webhook: params.id, ...pageOf(url) } }),
	}));

export const fallback: RequestHandler = () => methodNotAllowed('GET');
