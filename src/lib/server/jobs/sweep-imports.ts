import { sweepImports } from '../imports/sweep.ts';
import type { Job } from './job.ts';

export const sweepImportsJob: Job = {
	cron: '53 3 * * *',
	purpose: 'Deletes imported files and their wrong lines after 30 days.',
	run: (ctx) => sweepImports({ ctx, input: {} }),
};
