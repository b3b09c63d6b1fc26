import type { Handle } from '@sveltejs/kit';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { readTheme } from '../theme.ts';

/** The page's language and theme, in the first byte of HTML: nothing flashes and it needs no script. */
export const look: Handle = ({ event, resolve }) => {
	const theme = readTheme(event.cookies);
	event.locals.theme = theme;
	return paraglideMiddleware(event.request, ({ request, locale }) => {
		event.request = request;
		return resolve(event, {
			transformPageChunk: ({ html }) => html.replace('%lang%', locale).replace('%theme%', theme),
		});
	});
};
