import { readSigned } from '#lib/server/api/body.ts';
import { methodNotAllowed } from '#lib/server/api/problem.ts';
import { respondToAnyone } from '#lib/server/api/respond.ts';
import { receiveHook } from '#lib/server/hooks/receive.ts';
import type { RequestHandler } from './$types';

/** Needs no token: who sends is known by the signature (Standard Webhooks). */
export const POST: RequestHandler = (event) =>
	respondToAnyone(event, async ({ ctx }) => {
		const { headers } = event.request;
		const { bytes, value } = await readSigned(event.request);
		const message = {
			source: event.params.source,
			id: headers.get('webhook-id') ?? '',
			timestamp: headers.get('webhook-timestamp') ?? '',
			signatures: headers.get('webhook-signature') ?? '',
			...{ body: bytes, events: value },
		};
		return { body: await receiveHook({ ctx, input: message }) };
	});

export const fallback: RequestHandler = () => methodNotAllowed('POST');
