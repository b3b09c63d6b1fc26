import { m } from '#lib/paraglide/messages.js';
import { readWebPicture } from '../web-pictures.ts';
import type { Reader } from './reader.ts';

const MINUTE_MS = 60_000;
/** Twice its pace and the minute that the portal looks in: by then one try failed. */
const OLD_AFTER = { paces: 2, minutes: 2 };

/** The portal's own copy; left out until there is one. It says how old it is once it should be newer. */
export const web: Reader<'web'> = async ({ ctx }, { address, minutes, title }) => {
	const found = address ? await readWebPicture({ ctx, input: { address } }) : null;
	if (!found?.pictureId || !found.fetchedAt) return null;
	const oldMs = (OLD_AFTER.paces * minutes + OLD_AFTER.minutes) * MINUTE_MS;
	const isOld = ctx.now.getTime() - Date.parse(found.fetchedAt) > oldMs;
	const alt = title || m.scenes_web_alt({ host: new URL(address).host });
	return { picture: { id: found.pictureId, alt }, title, asOf: isOld ? found.fetchedAt : null };
};
