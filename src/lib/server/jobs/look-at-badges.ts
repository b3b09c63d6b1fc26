import { requestPass } from '../badges/pass.ts';
import type { Job } from './job.ts';

export const lookAtBadgesJob: Job = {
	cron: '40 2 * * *',
	purpose: 'Has everybody’s badges looked at: titles of the month, and what no mark told of.',
	run: async (ctx) => {
		await requestPass({ ctx, input: { cause: 'nightly' } });
		return {};
	},
};
