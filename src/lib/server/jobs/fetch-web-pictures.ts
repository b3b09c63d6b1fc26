import { fetchWebPictures } from '../displays/web-pictures.ts';
import type { Job } from './job.ts';

export const fetchWebPicturesJob: Job = {
	cron: '* * * * *',
	purpose: 'Fetches the pictures of the web that screens show and that are due.',
	run: (ctx) => fetchWebPictures({ ctx, input: {} }),
};
