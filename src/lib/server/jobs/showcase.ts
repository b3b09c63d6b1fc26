import { prepareShowcases } from '../showcase/prepare.ts';
import { sendLetters } from '../showcase/letters.ts';
import type { Job } from './job.ts';

export const showcaseJob: Job = {
	cron: '*/5 * * * *',
	purpose: 'Prepares the showcase of a month that is over, and sends the letters that are due.',
	run: async (ctx) => ({
		...(await prepareShowcases({ ctx, input: {} })),
		...(await sendLetters({ ctx, input: {} })),
	}),
};
