import { openAnswer } from '#lib/server/badges/answer.ts';
import { readRevocations } from '#lib/server/badges/verify.ts';
import type { RequestHandler } from './$types';

/** The credentials that no longer hold. */
export const GET: RequestHandler = async ({ locals }) =>
	openAnswer(
		JSON.stringify(await readRevocations({ ctx: locals.ctx, input: {} })),
		'application/json',
	);
