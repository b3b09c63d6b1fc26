import { sweepSessions } from '../auth/sessions.ts';
import type { Job } from './job.ts';

export const sweepSessionsJob: Job = {
	cron: '17 * * * *',
	purpose:
		'Deletes sessions that have expired, so that nobody reads from the table who was here when.',
	run: (ctx) => sweepSessions({ ctx, input: {} }),
};
