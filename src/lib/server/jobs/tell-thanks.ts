import { tellThanks } from '../recognition/tell.ts';
import type { Job } from './job.ts';

export const tellThanksJob: Job = {
	cron: '*/5 * * * *',
	purpose: 'Tells webhooks of public thanks that can no longer be taken back.',
	run: (ctx) => tellThanks({ ctx, input: {} }),
};
