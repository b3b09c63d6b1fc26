/**
 * Loopback, private and link-local addresses (RFC 1918, 4193, 4291, 6598): behind a proxy that is not trusted, or in an
 * intranet, everybody has one, and a burst "from one network" would say nothing.
 */
const NOBODYS =
	/^$|^(127|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./;
const NOBODYS_V6 = /^(0:0:0$|f[cd][0-9a-f]{2}:|fe[89ab][0-9a-f]:)/;

/** The first three groups of an IPv6 address, spelled in one way whatever way the address was. */
function firstGroups(address: string): string {
	const [head = '', tail] = address.split('::');
	const groups = head === '' ? [] : head.split(':');
	if (tail !== undefined) {
		const after = tail === '' ? [] : tail.split(':');
		// An IPv4 tail stands for two groups.
		const stands = after.length + (after.at(-1)?.includes('.') ? 1 : 0);
		groups.push(...Array.from({ length: 8 - groups.length - stands }, () => '0'), ...after);
	}
	return groups
		.slice(0, 3)
		.map((group) => Number.parseInt(group, 16).toString(16))
		.join(':');
}

/**
 * The network that an address belongs to: /24 of IPv4, /48 of IPv6, about what one household, office or host is given;
 * empty for an address that is nobody's own. In words, `v4 192.0.2` or `v6 2001:db8:1`, for hashing and nothing else:
 * it is neither stored nor logged.
 */
export function networkPrefix(address: string): string {
	if (address.includes(':')) {
		const groups = firstGroups(address);
		return NOBODYS_V6.test(groups) ? '' : `v6 ${groups}`;
	}
	return NOBODYS.test(address) ? '' : `v4 ${address.slice(0, address.lastIndexOf('.'))}`;
}
