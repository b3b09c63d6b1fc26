import { sweepSightings } from '../conversions/sweep.ts';
import type { Job } from './job.ts';

export const sweepSightingsJob: Job = {
	cron: '17 * * * *',
	purpose:
		'Forgets what sites sent wrongly more than a day ago, and rightly more than 90 days ago.',
	run: (ctx) => sweepSightings({ ctx, input: {} }),
};
