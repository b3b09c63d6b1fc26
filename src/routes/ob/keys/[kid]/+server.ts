import { error } from '@sveltejs/kit';
import { openAnswer } from '#lib/server/badges/answer.ts';
import { readKeys } from '#lib/server/badges/verify.ts';
import type { RequestHandler } from './$types';

/** One public key, by the address that the head of a credential names. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const { keys } = await readKeys({ ctx: locals.ctx, input: {} });
	const key = keys.find(({ kid }) => kid === params.kid);
	if (!key) error(404);
	return openAnswer(JSON.stringify(key), 'application/jwk+json');
};
