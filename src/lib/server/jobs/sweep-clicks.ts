import { sweepClicks } from '../clicks/sweep.ts';
import type { Job } from './job.ts';

export const sweepClicksJob: Job = {
	cron: '7 * * * *',
	purpose:
		'Deletes visits whose dedupe window is over and the salts that visitor hashes were made with.',
	run: (ctx) => sweepClicks({ ctx, input: {} }),
};
