import { COPIED, networkName } from '#lib/domain/networks/names.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a network is called, the copied link by its own words: nobody knows where it was pasted. */
export const shownNetwork = (key: string): string =>
	key === COPIED ? m.share_copied_link() : networkName(key);
