import { sweepScreenshots } from '../readings/sweep-screenshots.ts';
import type { Job } from './job.ts';

export const sweepScreenshotsJob: Job = {
	cron: '27 3 * * *',
	purpose: 'Deletes screenshots of readings 30 days after the decision, undecided ones after 180.',
	run: (ctx) => sweepScreenshots({ ctx, input: {} }),
};
