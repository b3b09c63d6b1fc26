import { sweepNotices } from '../notices/sweep.ts';
import type { Job } from './job.ts';

export const sweepNoticesJob: Job = {
	cron: '37 3 * * *',
	purpose: 'Deletes notices of more than 180 days ago.',
	run: (ctx) => sweepNotices({ ctx, input: {} }),
};
