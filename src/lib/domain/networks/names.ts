import type { NetworkKey } from './networks.ts';

/** The network behind "Copy my link", where the person pastes it wherever they like. */
export const COPIED = 'link';

/** Apart from the networks themselves, so that a page that only names them carries none of their rules. */
const NAMES: Record<NetworkKey, string> = {
	linkedin: 'LinkedIn',
	x: 'X',
	facebook: 'Facebook',
	bluesky: 'Bluesky',
	mastodon: 'Mastodon',
	whatsapp: 'WhatsApp',
	email: 'E-mail',
};
const names = new Map<string, string>(Object.entries(NAMES));

/** A network's name as people write it; one that Laurel does not know keeps its key. */
export function networkName(key: string): string {
	return names.get(key) ?? key;
}

/** The mark of the copied link, drawn as the networks' are: two links of a chain. */
export const LINK_MARK =
	'M10 14a4 4 0 0 0 5.7 0l3-3a4 4 0 0 0-5.7-5.7l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1';
