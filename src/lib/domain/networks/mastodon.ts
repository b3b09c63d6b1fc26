import { isOn, joined, query, type Network } from './network.ts';
import { graphemesWithLinks } from './weights.ts';

/** What an address weighs in a status, as Mastodon's documentation says. */
const LINK = 23;

/** 500 characters unless a server allows more; the composer is `/share` of the person's own server. */
export const mastodon: Network = {
	key: 'mastodon',
	name: 'Mastodon',
	limit: 500,
	weigh: (text) => graphemesWithLinks(text, LINK),
	linkWeight: () => LINK + 1,
	takesText: true,
	needsServer: true,
	composer: (composed) =>
		query(`https://${composed.server ?? 'mastodon.social'}/share`, { text: joined(composed) }),
	preview: { picture: 'wide', titleLines: 2, summaryLines: 1, showsText: true },
	mark: 'M5 20c4-1 5-4 5-8M4 12a8 7 0 0 1 16 0v3a2 2 0 0 1-4 0v-3M10 12v-1M14 20h-4',
	postAddress(address, server) {
		const found = /^\/@([\w.@-]+)\/(\d+)\/?$/.exec(address.pathname);
		return found && server !== undefined && isOn(address, server)
			? `https://${address.host}/@${found[1]}/${found[2]}`
			: null;
	},
};

/**
 * The host of a Mastodon server as people write it (`mastodon.social`, `https://mastodon.social/@me`,
 * `@me@mastodon.social`); null when it is none.
 */
export function mastodonServer(written: string): string | null {
	const text = written.trim();
	const account = /^@?[\w.-]+@([^@\s/]+)$/.exec(text);
	const url = URL.parse(
		account ? `https://${account[1]}` : text.includes('://') ? text : `https://${text}`,
	);
	if (!url || url.protocol !== 'https:' || url.username !== '' || url.port !== '') return null;
	return /^(?=.{4,253}$)([a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]{1,62}$/.test(url.hostname)
		? url.hostname
		: null;
}
