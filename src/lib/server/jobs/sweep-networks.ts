import { sweepNetworks } from '../clicks/sweep-networks.ts';
import type { Job } from './job.ts';

export const sweepNetworksJob: Job = {
	// Once a day, at an hour when few click: it reads every click, since an index would cost the door an entry per click.
	cron: '47 2 * * *',
	purpose: 'Empties the hashed networks of clicks older than 120 days.',
	run: (ctx) => sweepNetworks({ ctx, input: {} }),
};
