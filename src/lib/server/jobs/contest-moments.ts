import { noteMoments } from '../contests/moments.ts';
import type { Job } from './job.ts';

export const contestMomentsJob: Job = {
	cron: '* * * * *',
	purpose: 'Notes starts and ends of contests, each once, and tells those who compete.',
	run: (ctx) => noteMoments({ ctx, input: {} }),
};
