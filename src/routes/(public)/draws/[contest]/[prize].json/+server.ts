import { json } from '@sveltejs/kit';
import { readDrawList } from '#lib/server/prizes/draws.ts';
import type { RequestHandler } from './$types';

/** Who took part in one draw, with the seed: what the page, and anybody's own program, does it again from. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const input = { contest: params.contest, prize: Number(params.prize) };
	const list = await readDrawList({ ctx: locals.ctx, input });
	return json(list, { headers: { 'cache-control': 'private, no-store' } });
};
