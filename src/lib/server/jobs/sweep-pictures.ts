import { sweepPictures } from '../pictures/sweep.ts';
import type { Job } from './job.ts';

export const sweepPicturesJob: Job = {
	cron: '7 4 * * *',
	purpose: 'Deletes uploaded pictures that nothing names after 7 days.',
	run: (ctx) => sweepPictures({ ctx, input: {} }),
};
