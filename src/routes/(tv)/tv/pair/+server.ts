import { json } from '@sveltejs/kit';
import { shownCode } from '#lib/domain/displays/pairing-code.ts';
import { startPairing } from '#lib/server/displays/pair-start.ts';
import { publicOrigin } from '#lib/server/origin.ts';
import { asked, userAgentOf } from '#lib/server/displays/asked.ts';
import type { RequestHandler } from './$types';

/** Begins a pairing for a screen that has a program of its own: RFC 8628, 3.2, in this API's spelling. */
export const POST: RequestHandler = async (event) => {
	const { page: _, ...screen } = await asked(event.request);
	const input = { userAgent: userAgentOf(event.request), ...screen };
	const { userCode, ...pairing } = await startPairing({ ctx: event.locals.ctx, input });
	const verificationUri = `${publicOrigin()}/displays/pair`;
	const shown = shownCode(userCode);
	return json(
		{
			...pairing,
			userCode: shown,
			verificationUri,
			verificationUriComplete: `${verificationUri}?code=${shown}`,
		},
		{ headers: { 'cache-control': 'no-store' } },
	);
};
