import { isPublicAddress } from '#lib/domain/outside/address.ts';
import { hostOf, readOutsideUrl } from '#lib/domain/outside/address.ts';
import { OutsideFailure } from '#lib/domain/outside/failure.ts';
import { Failure } from '#lib/domain/failure.ts';
import { isIP } from 'node:net';
import { readEnv } from '../env.ts';
import { PUBLIC, PUBLIC_AND_OWN, type Reach } from '../outside/reach.ts';

/** Without TLS only inside: what crosses the internet is not for everybody on the way. */
const OWN_ONLY: Reach = {
	...PUBLIC_AND_OWN,
	mayAsk: (address) => PUBLIC_AND_OWN.mayAsk(address) && !isPublicAddress(address),
};

let ownNetwork: boolean | undefined;

/** How far webhooks may go on this installation (LAUREL_WEBHOOKS_TO, read once per process). */
function reachesOwnNetwork(): boolean {
	ownNetwork ??= readEnv().LAUREL_WEBHOOKS_TO === 'own-network';
	return ownNetwork;
}

/** The reach of one address: https anywhere public; also the own network, http too, where the installation allows it. */
export function webhookReach(url: string): Reach {
	if (!reachesOwnNetwork()) return PUBLIC;
	return url.startsWith('https:') ? PUBLIC_AND_OWN : OWN_ONLY;
}

/**
 * Reads an address that webhooks are to be sent to. Names are judged when they are asked, since they may move; addresses
 * already here. Throws Failure `invalid` (path `url`) with the reason `url`, `insecure`, `port` or `private`.
 */
export function readDestination(text: string): string {
	const refuse = (reason: string, message: string) =>
		new Failure('invalid', `The address ${message}.`, {
			reason,
			errors: [{ path: 'url', message }],
		});
	let url: URL;
	try {
		url = readOutsideUrl(text);
	} catch (error) {
		if (error instanceof OutsideFailure)
			throw refuse('url', 'must be an https address without name and password');
		throw error;
	}
	if (url.protocol !== 'https:' && !reachesOwnNetwork())
		throw refuse('insecure', 'must start with https://');
	const reach = webhookReach(url.href);
	const host = hostOf(url);
	if (!reach.mayUsePort(url.port === '' ? 443 : Number(url.port)))
		throw refuse('port', 'must not name another port than 443');
	if (host === 'localhost' && !reachesOwnNetwork()) throw refuse('private', 'is not public');
	if (isIP(host) && !reach.mayAsk(host)) throw refuse('private', 'is not one that may be asked');
	return url.href;
}
