import { openAnswer } from '#lib/server/badges/answer.ts';
import { showSignature } from '#lib/server/badges/signature.ts';
import type { RequestHandler } from './$types';

/** Somebody's badges as they are now, for their e-mail signature. Who looks is neither counted nor remembered. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const input = { token: params.token, as: 'png' as const };
	return openAnswer(await showSignature({ ctx: locals.ctx, input }), 'image/png');
};
