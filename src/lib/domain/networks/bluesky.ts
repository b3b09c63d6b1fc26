import { isOn, joined, query, type Network } from './network.ts';
import { blueskyWeight } from './weights.ts';

/** 300 graphemes; an address counts as it is shown, shortened, and a space parts it from the text. */
export const bluesky: Network = {
	key: 'bluesky',
	name: 'Bluesky',
	limit: 300,
	weigh: blueskyWeight,
	linkWeight: (link) => blueskyWeight(link) + 1,
	takesText: true,
	needsServer: false,
	composer: (composed) => query('https://bsky.app/intent/compose', { text: joined(composed) }),
	preview: { picture: 'wide', titleLines: 2, summaryLines: 2, showsText: true },
	mark: 'M7 18a4 4 0 0 1-.5-8A6 6 0 0 1 18 9.5a4.3 4.3 0 0 1 0 8.5z',
	postAddress(address) {
		const found = /^\/profile\/([\w.:-]+)\/post\/(\w+)\/?$/.exec(address.pathname);
		return found && isOn(address, 'bsky.app')
			? `https://bsky.app/profile/${found[1]}/post/${found[2]}`
			: null;
	},
};
