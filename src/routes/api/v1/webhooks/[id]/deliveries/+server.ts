import { queryOf } from '#lib/server/api/page.ts';
import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { respond } from '#lib/server/api/respond.ts';
import { listDeliveries } from '#lib/server/webhooks/queries.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
	respond(event, async ({ ctx, params, url }) => {
		const asked: object = queryOf(url);
		return { body: await listDeliveries({ ctx, input: { ...asked, webhook: params.id } }) };
	});

export const fallback: RequestHandler = () => methodNotAllowed('GET');
