import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import {
	hostOf,
	isPublicAddress,
	isPublicOrOwnAddress,
	portOf,
} from '#lib/domain/outside/address.ts';
import { OutsideFailure } from '#lib/domain/outside/failure.ts';

/** How far a request may go. A test brings one of its own, so that nothing in the program knows of tests. */
export type Reach = {
	mayAsk(address: string): boolean;
	mayUsePort(port: number): boolean;
	/** Every address that a name has. Rejects when it has none. */
	resolve(host: string): Promise<LookupAddress[]>;
};

const resolve = (host: string) => lookup(host, { all: true, order: 'verbatim' });

/** The public internet, at the two ports of the web. What people type in may be asked no further. */
export const PUBLIC: Reach = {
	mayAsk: isPublicAddress,
	mayUsePort: (port) => port === 80 || port === 443,
	resolve,
};

/** The own network too, at any port: for what only an administrator enters, on an installation that allows it. */
export const PUBLIC_AND_OWN: Reach = {
	mayAsk: isPublicOrOwnAddress,
	mayUsePort: () => true,
	resolve,
};

/**
 * The addresses that a URL's host has now, all of which may be asked: one that may not is enough to refuse the name. Connect
 * to these and resolve no second time, or a name could have another address by then (DNS rebinding). Throws OutsideFailure
 * `forbidden_port`, `unknown_host` and `forbidden_address`.
 */
export async function addressesOf(url: URL, reach: Reach): Promise<LookupAddress[]> {
	if (!reach.mayUsePort(portOf(url)))
		throw new OutsideFailure('forbidden_port', `Port ${portOf(url)} may not be asked.`);
	const host = hostOf(url);
	const family = isIP(host);
	const addresses = family ? [{ address: host, family }] : await resolved(host, reach);
	if (!addresses.every(({ address }) => reach.mayAsk(address)))
		throw new OutsideFailure(
			'forbidden_address',
			`${host} is at an address that may not be asked.`,
		);
	return addresses;
}

async function resolved(host: string, reach: Reach): Promise<LookupAddress[]> {
	const addresses = await reach.resolve(host).catch((cause: unknown) => {
		throw new OutsideFailure('unknown_host', `${host} has no address.`, cause);
	});
	if (addresses.length === 0) throw new OutsideFailure('unknown_host', `${host} has no address.`);
	return addresses;
}
