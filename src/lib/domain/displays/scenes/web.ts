import { z } from 'zod';
import { readOutsideUrl } from '../../outside/address.ts';
import type { Scene } from './scene.ts';

/** How often a picture of the web is fetched anew, in minutes. */
export const WEB_MINUTES = { least: 5, most: 1440 } as const;

function isAddress(text: string): boolean {
	try {
		return Boolean(readOutsideUrl(text));
	} catch {
		return false;
	}
}

/**
 * A picture of the web, such as a chart that another program draws: the portal fetches it every so many minutes and keeps
 * a copy (server/displays/web-pictures.ts). The screen asks nobody else for anything.
 */
export const web = {
	key: 'web',
	seconds: 20,
	needsContest: false,
	settings: z.strictObject({
		address: z
			.string()
			.trim()
			.max(2000)
			.refine((address) => address === '' || isAddress(address), 'not an address of the web')
			.default(''),
		minutes: z.int().min(WEB_MINUTES.least).max(WEB_MINUTES.most).default(60),
		title: z.string().trim().max(80).default(''),
	}),
	fields: [
		{ name: 'address', kind: 'address', max: 2000 },
		{ name: 'minutes', kind: 'number', min: WEB_MINUTES.least, max: WEB_MINUTES.most },
		{ name: 'title', kind: 'text', max: 80, lines: 1 },
	],
} as const satisfies Scene;
