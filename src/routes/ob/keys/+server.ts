import { openAnswer } from '#lib/server/badges/answer.ts';
import { readKeys } from '#lib/server/badges/verify.ts';
import type { RequestHandler } from './$types';

/** The keys that they are signed with. */
export const GET: RequestHandler = async ({ locals }) =>
	openAnswer(
		JSON.stringify(await readKeys({ ctx: locals.ctx, input: {} })),
		'application/jwk-set+json',
	);
