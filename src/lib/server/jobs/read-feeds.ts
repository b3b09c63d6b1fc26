import { readDueFeeds } from '../feeds/read.ts';
import type { Job } from './job.ts';

export const readFeedsJob: Job = {
	cron: '*/5 * * * *',
	purpose: 'Reads the RSS and Atom feeds that are due into the list that owners look through.',
	run: (ctx) => readDueFeeds({ ctx, input: {} }),
};
