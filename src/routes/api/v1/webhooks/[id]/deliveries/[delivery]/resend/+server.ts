import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { respond } from '#lib/server/api/respond.ts';
import { resendDelivery } from '#lib/server/webhooks/resend.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
	respond(event, async ({ ctx, params }) => ({
		status: 202,
		body: await resendDelivery({
			ctx,
			input: { webhook: params.id, delivery: params.delivery },
		}),
	}));

export const fallback: RequestHandler = () => methodNotAllowed('POST');
