import { sweepThrottles } from '../auth/throttle.ts';
import type { Job } from './job.ts';

export const sweepThrottlesJob: Job = {
	cron: '27 * * * *',
	purpose: 'Deletes failed sign-ins that no longer slow anybody down.',
	run: (ctx) => sweepThrottles({ ctx, input: {} }),
};
