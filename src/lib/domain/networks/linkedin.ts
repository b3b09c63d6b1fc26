import { isOn, query, type Network } from './network.ts';
import { units } from './weights.ts';

/** Posts take 3,000 characters. The composer takes only the address; the link is its card and not in the text. */
export const linkedin: Network = {
	key: 'linkedin',
	name: 'LinkedIn',
	limit: 3000,
	weigh: units,
	linkWeight: () => 0,
	takesText: false,
	needsServer: false,
	composer: ({ link }) => query('https://www.linkedin.com/sharing/share-offsite/', { url: link }),
	preview: { picture: 'wide', titleLines: 2, summaryLines: 0, showsText: true },
	mark: 'M4 8h16v11H4zM9 8V5h6v3M4 13h16',
	postAddress(address) {
		const isPost = /^\/(posts|feed\/update|pulse)\/[^/]+\/?$/.test(address.pathname);
		return isOn(address, 'linkedin.com') && isPost
			? `https://www.linkedin.com${address.pathname.replace(/\/$/, '')}`
			: null;
	},
};
