import { sendReminders } from '../sharing/send-reminders.ts';
import type { Job } from './job.ts';

export const shareRemindersJob: Job = {
	cron: '* * * * *',
	purpose: 'Leaves a notice for whoever wanted to share a story now.',
	run: (ctx) => sendReminders({ ctx, input: {} }),
};
