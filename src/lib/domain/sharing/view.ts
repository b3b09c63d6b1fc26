import type { StoryForSharing } from '../posts/view.ts';
import type { BestHour } from './best-hour.ts';
import type { Finding, NetworkSum } from './findings.ts';
import type { Policy } from './policy.ts';

/** A post that is ready for its network. */
export type PreparedPost = {
	network: string;
	slug: string;
	/** With the disclosure. */
	text: string;
	/** The tracked link. */
	link: string;
	/** How much is the writer's own, 0–100; null without words. */
	own: number | null;
	/** The address of the network's composer. */
	composer: string;
};

export type Prepared = {
	posts: PreparedPost[];
	/** The link to paste anywhere, with a text and its QR code as a path in a box of `size` modules. */
	copied: { link: string; text: string; qr: { size: number; d: string } };
};

export type Reminder = {
	id: string;
	post: { id: string; title: string };
	networks: string[];
	/** RFC 3339, UTC. */
	dueAt: string;
};

/** Everything that the page of sharing a story shows. */
export type SharePage = {
	story: StoryForSharing;
	/** The keys of the networks that the program offers, in order. */
	networks: string[];
	/** Those that are picked to begin with. */
	picked: string[];
	drafts: { network: string; text: string }[];
	/** Sketches of colleagues' posts about it: hashes, no words. */
	colleagues: string[];
	policy: Pick<Policy, 'disclosure' | 'disclosures' | 'forbidden'>;
	mastodonServer: string | null;
	/** A link as long as the tracked ones are, to weigh a text with before there is one. */
	sampleLink: string;
	best: BestHour;
	/** The next best time, as a local date-time of `timeZone`. */
	remindAt: string;
	timeZone: string;
	reminders: Reminder[];
};

/** What one link of a person's own brought. */
export type OwnPost = {
	slug: string;
	post: { id: string; title: string };
	network: string;
	sharedAt: string;
	clicks: number;
	likes: number;
	comments: number;
	reshares: number;
	conversions: number;
	originality: number | null;
	/** The post's public address, and whether its network has such. */
	address: string | null;
	mayHaveAddress: boolean;
};

/** What a person's own posts brought, as of now, of the last 90 days. */
export type MyResults = {
	timeZone: string;
	days: { day: string; clicks: number }[];
	networks: NetworkSum[];
	/** Clicks by weekday (Monday first) and by hour of the day. */
	weekdays: number[];
	hours: number[];
	total: number;
	best: BestHour;
	findings: Finding[];
	posts: OwnPost[];
	drafts: { post: { id: string; title: string }; networks: string[]; updatedAt: string }[];
	reminders: Reminder[];
};
