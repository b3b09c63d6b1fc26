import { bluesky } from './bluesky.ts';
import { email } from './email.ts';
import { facebook } from './facebook.ts';
import { linkedin } from './linkedin.ts';
import { mastodon } from './mastodon.ts';
import type { Network } from './network.ts';
import { whatsapp } from './whatsapp.ts';
import { x } from './x.ts';

export const NETWORK_KEYS = [
	'linkedin',
	'x',
	'facebook',
	'bluesky',
	'mastodon',
	'whatsapp',
	'email',
] as const;
export type NetworkKey = (typeof NETWORK_KEYS)[number];

/** Every network: one file and one line. */
export const BY_KEY = {
	linkedin,
	x,
	facebook,
	bluesky,
	mastodon,
	whatsapp,
	email,
} as const satisfies Record<NetworkKey, Network>;

/** The networks that Laurel knows, in the order in which they are offered. */
export const NETWORKS: readonly Network[] = NETWORK_KEYS.map((key) => BY_KEY[key]);

/** Whether a word is the key of a network that has a composer. */
export const isNetworkKey = (key: string): key is NetworkKey => Object.hasOwn(BY_KEY, key);

export { COPIED, networkName } from './names.ts';
