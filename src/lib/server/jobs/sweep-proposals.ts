import { sweepProposals } from '../proposals/sweep.ts';
import type { Job } from './job.ts';

export const sweepProposalsJob: Job = {
	cron: '47 3 * * *',
	purpose: 'Deletes suggestions that were decided more than 180 days ago.',
	run: (ctx) => sweepProposals({ ctx, input: {} }),
};
