import { sweepThanks } from '../recognition/sweep.ts';
import type { Job } from './job.ts';

export const sweepThanksJob: Job = {
	cron: '52 3 * * *',
	purpose: 'Deletes thanks of more than three years ago, and those that were taken back.',
	run: (ctx) => sweepThanks({ ctx, input: {} }),
};
