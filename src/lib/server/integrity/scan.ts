import type { Ctx } from '../context.ts';

/** Looks through the contest's facts (its own id) and raises or refreshes flags. Twice changes nothing. */
export async function scanContest(_ctx: Ctx, _contestId: string): Promise<{ raised: number }> {
	return Promise.resolve({ raised: 0 });
}
