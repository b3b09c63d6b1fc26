import { sweepWebhooks } from '../webhooks/sweep.ts';
import type { Job } from './job.ts';

export const sweepWebhooksJob: Job = {
	cron: '57 3 * * *',
	purpose: 'Deletes the log of webhooks, and what was sent, after 30 days.',
	run: (ctx) => sweepWebhooks({ ctx, input: {} }),
};
