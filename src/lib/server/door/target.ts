/** A redirect's address with a hole for the click's id: `before + id + after`. */
export type Target = { before: string; after: string };

/** The parameter by which a conversion finds its click. */
const CLICK_PARAMETER = 'lrl';

const nameOf = (pair: string): string => {
	const name = pair.split('=', 1)[0]!;
	try {
		return decodeURIComponent(name.replaceAll('+', ' ')).toLowerCase();
	} catch {
		return name.toLowerCase();
	}
};

/**
 * Makes a post's address into a link's target, once per link and campaign: its own path, query and fragment stay as
 * they are, the UTMs that it lacks are added (API.md, "Links"), and the click's id takes the place of one that it may
 * carry from elsewhere. Null unless the address is http or https.
 */
export function targetOf(
	address: string,
	utm: { source: string; campaign: string; content: string },
): Target | null {
	let url: URL;
	try {
		url = new URL(address);
	} catch {
		return null;
	}
	if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
	const after = url.hash;
	url.hash = '';
	const query = url.search.slice(1);
	url.search = '';
	const pairs = query.split('&').filter((pair) => pair !== '' && nameOf(pair) !== CLICK_PARAMETER);
	const own = new Set(pairs.map(nameOf));
	const added = Object.entries({
		utm_source: utm.source,
		utm_medium: 'advocacy',
		utm_campaign: utm.campaign,
		utm_content: utm.content,
	})
		.filter(([name, value]) => value !== '' && !own.has(name))
		.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
	// `href` of an address without query and fragment ends in neither "?" nor "#".
	return { before: `${url.href}?${[...pairs, ...added, `${CLICK_PARAMETER}=`].join('&')}`, after };
}
