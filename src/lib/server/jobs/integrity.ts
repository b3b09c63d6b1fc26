import { scanOpenContests } from '../integrity/scan.ts';
import type { Job } from './job.ts';

export const integrityJob: Job = {
	cron: '*/5 * * * *',
	purpose: 'Looks for what may be wrong in contests that are not final, for owners to decide.',
	run: (ctx) => scanOpenContests({ ctx, input: {} }),
};
