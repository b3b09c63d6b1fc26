import { sweepShowcase } from '../showcase/sweep.ts';
import type { Job } from './job.ts';

export const sweepShowcaseJob: Job = {
	cron: '25 3 * * *',
	purpose:
		'Deletes posts that no showcase shows any more, old showcases, and the list of who got letters.',
	run: (ctx) => sweepShowcase({ ctx, input: {} }),
};
