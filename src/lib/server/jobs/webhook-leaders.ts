import { noteLeaders } from '../webhooks/leaders.ts';
import type { Job } from './job.ts';

export const webhookLeadersJob: Job = {
	cron: '* * * * *',
	purpose: 'Tells webhooks who newly leads a running contest.',
	run: (ctx) => noteLeaders({ ctx, input: {} }),
};
