import { sweepDeliveries } from '../prizes/sweep.ts';
import type { Job } from './job.ts';

export const sweepDeliveriesJob: Job = {
	cron: '47 3 * * *',
	purpose:
		'Deletes what winners told for the delivery of prizes that were handed over 30 days ago.',
	run: (ctx) => sweepDeliveries({ ctx, input: {} }),
};
