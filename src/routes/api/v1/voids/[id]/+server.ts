import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { NO_CONTENT, respond } from '#lib/server/api/respond.ts';
import { liftVoid } from '#lib/server/voids/lift.ts';
import type { RequestHandler } from './$types';

export const DELETE: RequestHandler = (event) =>
	respond(event, async ({ ctx, params }) => {
		await liftVoid({ ctx, input: { id: params.id } });
		return NO_CONTENT;
	});

export const fallback: RequestHandler = () => methodNotAllowed('DELETE');
