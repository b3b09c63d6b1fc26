import { openAnswer } from '#lib/server/badges/answer.ts';
import { readCredential } from '#lib/server/badges/verify.ts';
import type { RequestHandler } from './$types';

/** The signed credential itself, for wallets and verifiers. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const jwt = await readCredential({ ctx: locals.ctx, input: { id: params.id } });
	return openAnswer(jwt, 'application/vc+jwt');
};
