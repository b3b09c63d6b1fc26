import { readDraws } from '#lib/server/prizes/draws.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params, locals }) =>
	readDraws({ ctx: locals.ctx, input: { contest: params.contest } });
