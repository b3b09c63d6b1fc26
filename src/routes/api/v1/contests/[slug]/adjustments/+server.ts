import { createAdjustment } from '#lib/server/adjustments/create.ts';
import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { respond } from '#lib/server/api/respond.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
	respond(event, async ({ ctx, params, body }) => {
		const sent: object = await body();
		const input = { ...sent, contest: params.slug } as never;
		const { id, created, waiting } = await createAdjustment({ ctx, input });
		// It waits for a second owner: accepted, and not yet a fact (RFC 9110, 15.3.3).
		if (waiting) return { status: 202, body: { id } };
		return { status: created ? 201 : 200, body: { id } };
	});

export const fallback: RequestHandler = () => methodNotAllowed('POST');
