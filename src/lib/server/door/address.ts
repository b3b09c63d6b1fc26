import { BlockList, isIP, isIPv4 } from 'node:net';

/** `::ffff:192.0.2.1` is how a dual-stack socket names 192.0.2.1. */
const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

const plain = (address: string): string => MAPPED.exec(address)?.[1] ?? address;

/** An element of X-Forwarded-For without its port and brackets; undefined when it is no address. */
function elementAddress(element: string): string | undefined {
	const text = element.trim();
	if (isIPv4(text)) return text;
	const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? text.replace(/^([\d.]+):\d+$/, '$1');
	return isIP(bare) ? plain(bare) : undefined;
}

/**
 * Where a request came from: the socket's other end or, behind `trustedProxies` proxies that each append to
 * X-Forwarded-For, that many places from its right, since only what our own proxies wrote can be believed. With 0
 * the header is not looked at; where it holds no address there, the socket counts.
 */
export function clientAddress(
	socketAddress: string | undefined,
	forwardedFor: string | undefined,
	trustedProxies: number,
): string {
	const own = plain(socketAddress ?? '');
	if (trustedProxies === 0 || !forwardedFor) return own;
	// Behind one proxy, and mostly of one address.
	if (!forwardedFor.includes(',')) return elementAddress(forwardedFor) ?? own;
	const elements = forwardedFor.split(',');
	const element = elements[Math.max(0, elements.length - trustedProxies)];
	return (element === undefined ? undefined : elementAddress(element)) ?? own;
}

/** The program's own networks; `unreadable` are the blocks that are no CIDR block. */
export type Networks = { includes(address: string): boolean; unreadable: string[] };

/** Reads CIDR blocks (10.0.0.0/8, 2001:db8::/32, a single address). An IPv4 block holds its v4-mapped addresses too. */
export function networksOf(blocks: readonly string[]): Networks {
	const list = new BlockList();
	const unreadable: string[] = [];
	for (const block of blocks) {
		const [net = '', bits, more] = block.trim().split('/');
		const address = plain(net);
		const family = isIPv4(address) ? 'ipv4' : 'ipv6';
		const longest = family === 'ipv4' ? 32 : 128;
		const length = bits === undefined ? longest : Number(bits);
		const right = Number.isInteger(length) && length >= 0 && length <= longest && bits !== '';
		if (!isIP(address) || !right || more !== undefined) unreadable.push(block);
		else list.addSubnet(address, length, family);
	}
	const empty = list.rules.length === 0;
	return {
		unreadable,
		includes(address) {
			if (empty) return false;
			const text = plain(address);
			const version = isIP(text);
			return version !== 0 && list.check(text, version === 4 ? 'ipv4' : 'ipv6');
		},
	};
}
