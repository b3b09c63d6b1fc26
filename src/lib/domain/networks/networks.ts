/** Where a link can be shared. `composer` opens the network's own editor with the text and the tracked link. */
export type Network = {
	key: string;
	name: string;
	composer(text: string, link: string): string;
};

const query = (address: string, params: Record<string, string>): string =>
	`${address}?${Object.entries(params)
		.map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
		.join('&')}`;

/**
 * The networks that Laurel knows, in the order in which they are offered. Addresses are those that the networks
 * publish for share buttons: LinkedIn and Facebook take only the address, the others text too.
 */
export const NETWORKS: readonly Network[] = [
	{
		key: 'linkedin',
		name: 'LinkedIn',
		composer: (_text, link) =>
			query('https://www.linkedin.com/sharing/share-offsite/', { url: link }),
	},
	{
		key: 'x',
		name: 'X',
		composer: (text, link) => query('https://x.com/intent/post', { text, url: link }),
	},
	{
		key: 'facebook',
		name: 'Facebook',
		composer: (_text, link) => query('https://www.facebook.com/sharer/sharer.php', { u: link }),
	},
	{
		key: 'bluesky',
		name: 'Bluesky',
		composer: (text, link) =>
			query('https://bsky.app/intent/compose', { text: `${text} ${link}`.trim() }),
	},
	{
		key: 'whatsapp',
		name: 'WhatsApp',
		composer: (text, link) => query('https://wa.me/', { text: `${text} ${link}`.trim() }),
	},
	{
		key: 'email',
		name: 'E-mail',
		composer: (text, link) => query('mailto:', { body: `${text}\n\n${link}`.trim() }),
	},
];

/** The network behind "Copy my link", where the person pastes it wherever they like. */
export const COPIED = 'link';

const names = new Map(NETWORKS.map(({ key, name }) => [key, name]));

/** A network's name as people write it; one that Laurel does not know keeps its key. */
export function networkName(key: string): string {
	return names.get(key) ?? key;
}
