import { redirect } from '@sveltejs/kit';
import { CODE_MINUTES, shownCode } from '#lib/domain/displays/pairing-code.ts';
import { pollPairing } from '#lib/server/displays/pair-poll.ts';
import { startPairing } from '#lib/server/displays/pair-start.ts';
import { displayCtx } from '#lib/server/displays/session.ts';
import { publicOrigin } from '#lib/server/origin.ts';
import { qrPath } from '#lib/server/sharing/qr.ts';
import { keepPairing, pairingIn, takeIn } from '#lib/server/displays/pairing-cookie.ts';
import { userAgentOf } from '#lib/server/displays/asked.ts';
import type { PageServerLoad, PageServerLoadEvent } from './$types';

/** The code that this screen shows: the one that it has begun with while that is good, else a new one. */
async function codeOf(event: PageServerLoadEvent) {
	const { ctx } = event.locals;
	const begun = pairingIn(event);
	if (begun) {
		const input = { deviceCode: begun.deviceCode, page: true };
		const polled = await pollPairing({ ctx, input });
		if (polled.state === 'approved') {
			takeIn(event, polled.token);
			redirect(303, '/tv');
		}
		if (polled.state === 'waiting' || polled.state === 'slow_down') return { ...begun, ...polled };
	}
	const input = { userAgent: userAgentOf(event.request) };
	const started = await startPairing({ ctx, input });
	keepPairing(event, started);
	return started;
}

/** A screen that is new here: a code to be let in by. Without a script it draws itself anew until it is. */
export const load: PageServerLoad = async (event) => {
	event.setHeaders({ 'cache-control': 'no-store' });
	if (await displayCtx(event)) redirect(303, '/tv');
	const { userCode, interval, expiresIn } = await codeOf(event);
	const code = shownCode(userCode);
	const address = `${publicOrigin()}/displays/pair`;
	return {
		code,
		address: address.replace(/^https?:\/\//, ''),
		qr: qrPath(`${address}?code=${code}`),
		minutes: CODE_MINUTES,
		/** In seconds: between two questions, and how long the code is good. */
		wait: { interval, expiresIn },
		refreshSeconds: Math.max(interval, 5),
	};
};
