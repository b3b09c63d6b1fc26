import { isOn, query, type Network } from './network.ts';
import { X_LINK, xWeight } from './weights.ts';

/** 280 weighted characters; every address weighs 23, and a space parts it from the text. */
export const x: Network = {
	key: 'x',
	name: 'X',
	limit: 280,
	weigh: xWeight,
	linkWeight: () => X_LINK + 1,
	takesText: true,
	needsServer: false,
	composer: ({ text, link }) => query('https://x.com/intent/post', { text, url: link }),
	preview: { picture: 'wide', titleLines: 1, summaryLines: 0, showsText: true },
	mark: 'M5 5l14 14M19 5L5 19',
	postAddress(address) {
		const found = /^\/(\w{1,15})\/status\/(\d{1,20})(?:\/.*)?$/.exec(address.pathname);
		return found && isOn(address, 'x.com', 'twitter.com', 'mobile.twitter.com', 'mobile.x.com')
			? `https://x.com/${found[1]}/status/${found[2]}`
			: null;
	},
};
