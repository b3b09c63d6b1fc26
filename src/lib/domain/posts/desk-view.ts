import type { StoryState } from './deeds.ts';
import type { Copy } from './story.ts';

/** A story as owners list it. */
export type OwnedStory = {
	id: string;
	title: string;
	url: string;
	category: string;
	/** Its state; what is published may be `planned` (still to come) or `over`. */
	view: StoryState | 'planned' | 'over';
	version: number;
	publishedAt: string | null;
	expiresAt: string | null;
	clicks: number;
	conversations: number;
};

/** A story as its editor shows it. */
export type StoryInEditor = Omit<OwnedStory, 'clicks' | 'conversations'> & {
	state: StoryState;
	summary: string | null;
	picture: string | null;
	/** What the picture shows, for those who cannot see it. */
	pictureAlt: string;
	imageUrl: string | null;
	language: string | null;
	hashtags: string[];
	say: string | null;
	avoid: string | null;
	teams: string[];
	offices: string[];
	topics: string[];
	copy: Copy[];
	proposedBy: string | null;
	/** The feed that it came from. */
	feed: string | null;
	/** How many links lead to it: with one it is not discarded any more. */
	links: number;
	updatedAt: string;
};

/** A feed as owners see it. */
export type FeedView = {
	id: string;
	url: string;
	name: string;
	category: string;
	everyMinutes: number;
	paused: boolean;
	revision: number;
	failures: number;
	/** Why the last read failed, as a word. */
	problem: string | null;
	lastReadAt: string | null;
	lastSuccessAt: string | null;
	nextReadAt: string;
	/** Items that wait for an owner. */
	waiting: number;
};

/** Something that a feed brought. */
export type FeedItemView = {
	id: string;
	feed: string;
	title: string;
	url: string;
	summary: string | null;
	publishedAt: string | null;
	hasPicture: boolean;
	/** There is a story with this very address already. */
	isStory: boolean;
};
