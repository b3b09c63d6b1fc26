import { openAnswer } from '#lib/server/badges/answer.ts';
import { readIssuer } from '#lib/server/badges/verify.ts';
import type { RequestHandler } from './$types';

/** Who issues the credentials: an Open Badges 3.0 Profile. */
export const GET: RequestHandler = async ({ locals }) =>
	openAnswer(JSON.stringify(await readIssuer({ ctx: locals.ctx, input: {} })), 'application/json');
