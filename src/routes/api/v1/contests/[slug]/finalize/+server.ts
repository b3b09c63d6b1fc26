import { readOptionalJson } from '#lib/server/api/body.ts';
import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { respond } from '#lib/server/api/respond.ts';
import { finalizeContest } from '#lib/server/results/finalize.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
	respond(event, async ({ ctx, params, body }) => {
		const sent: object = await body(readOptionalJson);
		const input = { ...sent, contest: params.slug } as never;
		return { body: await finalizeContest({ ctx, input }) };
	});

export const fallback: RequestHandler = () => methodNotAllowed('POST');
