import { sweepSharing } from '../sharing/sweep.ts';
import type { Job } from './job.ts';

export const sweepSharingJob: Job = {
	cron: '43 3 * * *',
	purpose:
		'Deletes drafts that nobody changed for 90 days, and reminders 30 days after their notice.',
	run: (ctx) => sweepSharing({ ctx, input: {} }),
};
