import { sweepDisplays } from '../displays/tokens.ts';
import type { Job } from './job.ts';

export const sweepDisplaysJob: Job = {
	cron: '41 3 * * *',
	purpose:
		'Deletes pairings of screens that ended a day ago, tokens and interruptions of a month ago.',
	run: (ctx) => sweepDisplays({ ctx, input: {} }),
};
