import { sweepWeeks } from '../badges/week.ts';
import type { Job } from './job.ts';

export const sweepWeeksJob: Job = {
	cron: '25 3 * * *',
	purpose: 'Forgets days off that ended two years ago.',
	run: (ctx) => sweepWeeks({ ctx, input: {} }),
};
