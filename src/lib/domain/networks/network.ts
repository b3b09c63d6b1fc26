/** A text and the tracked link that goes with it; `server` where a network has many (Mastodon). */
export type Composed = { text: string; link: string; server?: string | undefined };

/** How a shared link looks there, for previews: facts of the network's card, not its design. */
export type PreviewFacts = {
	/** `wide`: picture above the title; `small`: picture beside it; `none`: text only. */
	picture: 'wide' | 'small' | 'none';
	/** Lines of the title, and of the summary, before it is cut. */
	titleLines: number;
	summaryLines: number;
	/** Whether the text stands above the card. */
	showsText: boolean;
};

/** Where a link can be shared: one file each, and one line in networks.ts. */
export type Network = {
	/** As it stands in links and utm_source. */
	key: string;
	name: string;
	/** The most that text and link may weigh together, by `weigh` and `linkWeight`. */
	limit: number;
	/** What a text weighs there, addresses in it too. */
	weigh(text: string): number;
	/** What the tracked link weighs; 0 where it does not stand in the text. */
	linkWeight(link: string): number;
	/** Whether the composer takes text; where it doesn't, the text is copied to be pasted. */
	takesText: boolean;
	/** Whether the composer is on a server of the person's own choice. */
	needsServer: boolean;
	/** The address that opens the network's own editor. */
	composer(composed: Composed): string;
	preview: PreviewFacts;
	/** Outlines in a box of 24 × 24, drawn with a line of 2: our own, no network's logo. */
	mark: string;
	/**
	 * The public address of a post there in its plain form, from one that somebody pasted; null when it is no address of a
	 * post on this network.
	 */
	postAddress(address: URL, server?: string): string | null;
};

/** An address with a query, encoded so that nothing of it is read as part of the address. */
export const query = (address: string, params: Record<string, string>): string =>
	`${address}?${Object.entries(params)
		.map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
		.join('&')}`;

/** Text and link as one text. */
export const joined = ({ text, link }: Composed, between = ' '): string =>
	[text, link].filter((part) => part !== '').join(between);

/** Whether an address is on one of these hosts (or `www.` before it). */
export const isOn = ({ hostname }: URL, ...hosts: string[]): boolean =>
	hosts.includes(hostname.replace(/^www\./, ''));
