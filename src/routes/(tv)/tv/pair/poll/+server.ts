import { json } from '@sveltejs/kit';
import { pollPairing } from '#lib/server/displays/pair-poll.ts';
import { pairingIn, takeIn } from '#lib/server/displays/pairing-cookie.ts';
import { asked } from '#lib/server/displays/asked.ts';
import type { RequestHandler } from './$types';

/**
 * Whether the asking screen has been let in. Once it has, the answer sets the cookie of its token, which no script
 * sees. The screen's secret comes in the cookie of its page or, from a program, in `x-device-code`.
 */
export const POST: RequestHandler = async (event) => {
	const deviceCode =
		event.request.headers.get('x-device-code') ?? pairingIn(event)?.deviceCode ?? '';
	const input = { deviceCode: deviceCode.slice(0, 100), ...(await asked(event.request)) };
	const polled = await pollPairing({ ctx: event.locals.ctx, input });
	const headers = { 'cache-control': 'no-store' };
	if (polled.state !== 'approved') return json(polled, { headers });
	takeIn(event, polled.token);
	return json({ state: polled.state }, { headers });
};
