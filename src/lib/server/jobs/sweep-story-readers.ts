import { sweepStoryReaders } from '../posts/visit.ts';
import type { Job } from './job.ts';

export const sweepStoryReadersJob: Job = {
	cron: '57 3 * * *',
	purpose: 'Forgets last visits and filters of readers who have not looked at stories for a year.',
	run: (ctx) => sweepStoryReaders({ ctx, input: {} }),
};
