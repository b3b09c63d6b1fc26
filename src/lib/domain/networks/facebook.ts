import { isOn, query, type Network } from './network.ts';
import { units } from './weights.ts';

/** Posts take 63,206 characters. The composer takes only the address; the link is its card. */
export const facebook: Network = {
	key: 'facebook',
	name: 'Facebook',
	limit: 63_206,
	weigh: units,
	linkWeight: () => 0,
	takesText: false,
	needsServer: false,
	composer: ({ link }) => query('https://www.facebook.com/sharer/sharer.php', { u: link }),
	preview: { picture: 'wide', titleLines: 2, summaryLines: 1, showsText: true },
	mark: 'M9 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM3 19c0-3.5 2.5-5.5 6-5.5s6 2 6 5.5M16 11a2.5 2.5 0 1 0 0-5M17 13.7c2.5.5 4 2.3 4 5.3',
	postAddress(address) {
		const { pathname, searchParams } = address;
		if (!isOn(address, 'facebook.com', 'm.facebook.com', 'web.facebook.com')) return null;
		if (/^\/[^/]+\/(posts|videos|photos)\/[^/]+/.test(pathname))
			return `https://www.facebook.com${pathname.replace(/\/$/, '')}`;
		const ids = new Map(
			['story_fbid', 'fbid', 'id', 'v'].map((key) => [key, searchParams.get(key)]),
		);
		if (!/^\/(permalink|story|photo)(\.php)?\/?$|^\/watch\/?$/.test(pathname)) return null;
		const kept = Object.fromEntries([...ids].filter(([, id]) => id !== null && /^\w+$/.test(id)));
		return Object.keys(kept).length > 0
			? query(`https://www.facebook.com${pathname}`, kept as Record<string, string>)
			: null;
	},
};
