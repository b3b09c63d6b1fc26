import type { Figures } from './choose.ts';
import type { Answer, AuthorPermission } from './permission.ts';

/** How an author is credited: as they appear in the showcase. */
export type Credit = { externalId: string; name: string; avatarSeed: string; team: string };

/** A post as a published showcase shows it. */
export type ShowcasePost = {
	/** From 1, without gaps. */
	place: number;
	/** The public name of its code on posters. */
	code: string;
	title: string;
	summary: string;
	/** Of a picture that the portal keeps: /pictures/<id>; null without one. */
	picture: { id: string; alt: string } | null;
	/** Where it is read: the post itself, of who isn't named the story that it is about. */
	url: string;
	/** Its name. Null of who isn't named: it would tell; and of a copied link: nobody knows where it was pasted. */
	network: string | null;
	comment: string;
	credit: Credit;
	/** Whether the credit is a name, and not what stands for one. */
	named: boolean;
	/** Null where they would tell who stands under another name elsewhere. */
	figures: Pick<Figures, 'clicks' | 'conversations'> | null;
};

/** A month's published showcase. */
export type Showcase = {
	/** YYYY-MM. */
	month: string;
	intro: string;
	/** RFC 3339, UTC. */
	publishedAt: string;
	posts: ShowcasePost[];
};

/** A post as those see it who put a month together. */
export type DeskEntry = Figures & {
	id: string;
	/** By the rule, from 1. */
	rank: number;
	place: number | null;
	decision: 'auto' | 'pin' | 'out';
	pinnedAt: number | null;
	reason: string;
	comment: string;
	title: string;
	/** Its key. */
	network: string;
	url: string;
	person: { externalId: string; name: string; avatarSeed: string; team: string };
	/** How the author is credited: they appear by name, or somehow else. */
	named: boolean;
	permission: Answer | 'open';
	asked: boolean;
	scans: number;
};

/** One of the reader's own posts that a month's showcase shows, or would like to. */
export type OwnEntry = {
	id: string;
	month: string;
	title: string;
	/** Its key. */
	network: string;
	/** Whether the author was asked and has not said anything. */
	asked: boolean;
	permission: Answer | 'open';
	/** Whether everybody sees it now. */
	shown: boolean;
};

export type OwnShowcase = { permission: AuthorPermission; entries: OwnEntry[] };
