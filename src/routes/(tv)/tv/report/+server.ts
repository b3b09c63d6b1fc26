import { json } from '@sveltejs/kit';
import { reportDisplay } from '#lib/server/displays/report.ts';
import { signedInDisplay } from '#lib/server/displays/session.ts';
import type { RequestHandler } from './$types';

/** Takes what the asking display says of itself. */
export const POST: RequestHandler = async (event) => {
	const ctx = await signedInDisplay(event);
	const userAgent = (event.request.headers.get('user-agent') ?? '').slice(0, 2000);
	const report = await event.request.json().catch(() => null);
	return json(await reportDisplay({ ctx, input: { report, userAgent } }));
};
