import { tellAway } from '../displays/tell-away.ts';
import type { Job } from './job.ts';

export const displaysAwayJob: Job = {
	cron: '*/10 * * * *',
	purpose: 'Tells owners of screens that were away for an hour of their working hours.',
	run: (ctx) => tellAway({ ctx, input: {} }),
};
