import ipaddr from 'ipaddr.js';
import { OutsideFailure } from './failure.ts';

/** What of IPv6 is given out to anybody (IANA: 2000::/3). All else is special, or not yet there. */
const GIVEN_OUT = ipaddr.IPv6.parseCIDR('2000::/3');

/** What an operator calls the own network: RFC 1918, 4193, 6598, and this machine. */
const OWN = new Set(['private', 'uniqueLocal', 'carrierGradeNat', 'loopback']);

/** An address as it is judged: four decimal parts, or IPv6. Null when the text is none. */
function parsed(address: string): ipaddr.IPv4 | ipaddr.IPv6 | null {
	if (ipaddr.IPv4.isValidFourPartDecimal(address)) return ipaddr.IPv4.parse(address);
	return ipaddr.IPv6.isValid(address) ? ipaddr.IPv6.parse(address) : null;
}

/**
 * Whether an IP address is one of the public internet's (IANA's registries of special-purpose addresses). Private, shared,
 * loopback, link-local, multicast, reserved and documentation addresses are not, nor is any that carries an IPv4 address in
 * it (mapped, compatible, NAT64, 6to4, Teredo): whoever means that one can say so. What is no address is not public.
 */
export function isPublicAddress(address: string): boolean {
	const ip = parsed(address);
	if (!ip || ip.range() !== 'unicast') return false;
	return ip.kind() === 'ipv4' || (ip as ipaddr.IPv6).match(GIVEN_OUT);
}

/**
 * Whether an address is public or of the installation's own network: private, shared or loopback. Link-local ones are not,
 * because that is where clouds keep the keys of their machines (169.254.169.254).
 */
export function isPublicOrOwnAddress(address: string): boolean {
	if (isPublicAddress(address)) return true;
	const ip = parsed(address);
	return ip !== null && OWN.has(ip.range());
}

/** A URL's host without the brackets that an IPv6 address has there. */
export function hostOf(url: URL): string {
	return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

/** A URL's port, also where it is left out. */
export function portOf(url: URL): number {
	if (url.port !== '') return Number(url.port);
	return url.protocol === 'https:' ? 443 : 80;
}

/**
 * Reads the address of something outside. `base` is what a redirect's address may be relative to. The URL standard has
 * already turned 0x7f.1, 2130706433 and ①②⑦.0.0.1 into 127.0.0.1, and names into ASCII. Throws OutsideFailure `not_http` unless it is
 * http or https without name and password.
 */
export function readOutsideUrl(text: string, base?: URL): URL {
	const url = URL.parse(text, base);
	if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:'))
		throw new OutsideFailure('not_http', 'The address does not start with http:// or https://.');
	if (url.username !== '' || url.password !== '')
		throw new OutsideFailure('not_http', 'The address has a name or password in it.');
	url.hash = '';
	return url;
}
