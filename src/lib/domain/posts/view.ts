/** A story worth sharing, as the signed-in person sees it. */
export type PostCard = {
	id: string;
	title: string;
	url: string;
	summary: string | null;
	imageUrl: string | null;
	category: string;
	/** The teams it is meant for; empty means everybody. */
	teams: string[];
	publishedAt: string;
	/** How many colleagues have a link to it that brought a valid click, and those clicks. Never how often it was shared. */
	colleagues: number;
	clicks: number;
	copy: { network: string; text: string }[];
	/** The person's own links to it. */
	links: { network: string; slug: string; url: string; clicks: number }[];
};

/** The post of the week: the one link whose facts weighed most in the last seven days. */
export type PostOfTheWeek = {
	title: string;
	person: { externalId: string; name: string; avatarSeed: string };
	network: string;
	sharedAt: string;
	clicks: number;
	likes: number;
	comments: number;
	reshares: number;
	conversions: number;
};

/** All that is needed to share one story well. */
export type StoryForSharing = {
	id: string;
	title: string;
	url: string;
	summary: string | null;
	/** What a card of it shows: the host that readers see, and a path of the portal for the picture (null where there is none of our own). */
	preview: { host: string; picture: string | null; alt: string };
	category: string;
	language: string | null;
	/** Without their #. */
	hashtags: string[];
	say: string | null;
	avoid: string | null;
	/** Suggested texts; language is empty where one is for every reader (domain/posts/language.ts, `forReader`). */
	texts: { network: string; language: string; text: string }[];
	publishedAt: string;
	expiresAt: string | null;
	/** Who suggested it. */
	proposedBy: { externalId: string; name: string } | null;
	/** The person's own links to it. */
	links: { network: string; slug: string; url: string; clicks: number }[];
};

/** What colleagues' posts of a story achieved. Never how often it was shared. */
export type Achieved = { colleagues: number; clicks: number; conversations: number };

/** A story as the board lists it. */
export type BoardStory = Achieved & {
	id: string;
	title: string;
	summary: string | null;
	imageUrl: string | null;
	alt: string;
	category: string;
	topics: string[];
	languages: string[];
	publishedAt: string;
	expiresAt: string | null;
	/** It came out since the reader's last visit. */
	isNew: boolean;
	/** It names the reader's team or office. */
	isAimed: boolean;
	proposedBy: string | null;
	/** Valid clicks of the reader's own links to it; null without a link. */
	ownClicks: number | null;
};

export type StoryTopic = { name: string; stories: number; isFollowed: boolean };

/** A colleague whose posts of a story brought so many visitors. */
export type Sharer = { externalId: string; name: string; avatarSeed: string; clicks: number };
