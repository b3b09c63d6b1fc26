/** Parameters that say where a reader came from, not what is read. */
const TRACKING =
	/^(utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|lrl|ref|ref_src|s_cid|twclid|yclid)$/i;

/**
 * What the spellings of one address have in common: http or https, with or without "www.", a slash at the end, a
 * fragment, parameters of trackers, the order of the others. Throws a TypeError when it is no address.
 */
export function addressKey(address: string): string {
	const url = new URL(address);
	const host = url.host.replace(/^www\./, '');
	const path = url.pathname.replace(/\/+$/, '');
	const kept = [...url.searchParams].filter(([name]) => !TRACKING.test(name));
	kept.sort(([a, x], [b, y]) => (a === b ? Number(x > y) - Number(x < y) : a < b ? -1 : 1));
	const query = new URLSearchParams(kept).toString();
	return `${host}${path}${query === '' ? '' : `?${query}`}`;
}
