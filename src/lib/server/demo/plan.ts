import { dedupe } from '#lib/domain/clicks/dedupe.ts';
import { DAY, whenOnline } from './pace.ts';
import type { Random } from './random.ts';

/** Somebody who shares, with the strength that the plan gives them. */
export type Sharer = {
	id: string;
	team: string;
	/** IANA zone of the office: followers mostly live there. */
	zone: string;
	/** The points that this person should about have at the end of the window. */
	target: number;
	/** Shares once more in the last hours, so that there is something fresh to click. */
	fresh: boolean;
};

export type Shareable = {
	id: string;
	teams: string[];
	publishedAt: Date;
	hiring: boolean;
	personal: boolean;
};

export type PlannedLink = {
	id: string;
	slug: string;
	personId: string;
	postId: string;
	network: string;
	sharedAt: Date;
	zone: string;
	/** How many visitors it will have brought once it is old. */
	potential: number;
	hiring: boolean;
	personal: boolean;
};

export type PlannedClick = {
	id: string;
	link: PlannedLink;
	at: Date;
	visitor: string | null;
	verdict: string;
	/** Only where several came from one network that somebody should look at. */
	network?: string;
};

const NETWORKS = [
	{ name: 'linkedin', share: 0.62 },
	{ name: 'x', share: 0.13 },
	{ name: 'facebook', share: 0.13 },
	{ name: 'bluesky', share: 0.12 },
];
/** About what a hundred clicks bring with the engagement and the conversions that come along. */
const POINTS_PER_CLICK = 2.1;
const HOUR = 3_600_000;
const MINUTE = 60_000;

/** What everybody shares in a window: on working days in office hours, each post and network once. */
export function planLinks(
	random: Random,
	sharers: readonly Sharer[],
	posts: readonly Shareable[],
	[from, to]: readonly [Date, Date],
): PlannedLink[] {
	const span = to.getTime() - from.getTime();
	const taken = new Set<string>();
	return sharers.flatMap((sharer) => {
		const count = Math.round(3 + (sharer.target / 170) * (0.7 + 0.6 * random.next()));
		const times = Array.from({ length: Math.min(count, 34) }, () =>
			whenOnline(random, sharer.zone, () => new Date(from.getTime() + random.next() * span)),
		);
		if (sharer.fresh) times.push(new Date(to.getTime() - random.int(30, 1500) * MINUTE));
		const shares = times.flatMap((sharedAt) => {
			const post = choosePost(random, posts, sharer.team, sharedAt);
			if (!post) return [];
			const network = random.weighted(NETWORKS, (item) => item.share).name;
			const key = `${sharer.id} ${post.id} ${network}`;
			if (taken.has(key)) return [];
			taken.add(key);
			return [{ sharedAt, post, network, weight: random.lognormal(0.7) }];
		});
		const total = shares.reduce((sum, share) => sum + share.weight, 0);
		return shares.map(({ sharedAt, post, network, weight }) => ({
			id: random.uuid(sharedAt),
			slug: random.token().replace(/[-_]/g, 'x').slice(0, 8),
			personId: sharer.id,
			postId: post.id,
			network,
			sharedAt,
			zone: sharer.zone,
			potential: (sharer.target / POINTS_PER_CLICK) * (weight / total),
			hiring: post.hiring,
			personal: post.personal,
		}));
	});
}

/** A post that was out by then and is meant for this team; new ones are shared most. */
function choosePost(random: Random, posts: readonly Shareable[], team: string, at: Date) {
	const open = posts.filter(
		(post) => post.publishedAt <= at && (post.teams.length === 0 || post.teams.includes(team)),
	);
	if (open.length === 0) return null;
	const age = (post: Shareable) => (at.getTime() - post.publishedAt.getTime()) / DAY;
	return random.weighted(open, (post) => 0.08 + Math.exp(-age(post) / 12));
}

/** Every request that a link got until `now`, with the verdict that the door would have given. */
export function planClicks(random: Random, link: PlannedLink, now: Date): PlannedClick[] {
	const clicks: PlannedClick[] = [];
	const add = (at: Date, verdict: string, visitor: string | null = null) => {
		if (at < now) clicks.push({ id: random.uuid(at), link, at, visitor, verdict });
	};
	const shared = link.sharedAt.getTime();
	const later = () => {
		// Most come in the first hours, some for days.
		const delay = random.chance(0.68)
			? random.exponential(8 * HOUR)
			: random.exponential(3.5 * DAY);
		return whenOnline(
			random,
			link.zone,
			() => new Date(shared + 20_000 + delay * (0.5 + random.next())),
		);
	};
	for (let visits = Math.round(link.potential); visits > 0; visits--) {
		const at = later();
		const visitor = random.token();
		add(at, 'valid', visitor);
		if (random.chance(0.09))
			add(new Date(at.getTime() + random.exponential(3 * HOUR)), 'valid', visitor);
		if (random.chance(0.03))
			add(new Date(at.getTime() + DAY + random.exponential(2 * DAY)), 'valid', visitor);
		if (random.chance(0.06)) add(later(), 'bot');
		if (random.chance(0.045)) add(later(), 'internal');
		if (random.chance(0.012)) add(later(), 'prefetch');
	}
	// The networks fetch a preview at once, and the author looks whether the link works.
	for (let previews = random.int(1, 4); previews > 0; previews--) {
		add(new Date(shared + 1000 + random.exponential(40_000)), 'bot');
	}
	if (random.chance(0.6)) add(new Date(shared + 30_000 + random.exponential(2 * MINUTE)), 'self');
	return clicks;
}

/** Rule 5 over the candidates of one link, by the same function as everywhere. */
export function judgeDuplicates(clicks: readonly PlannedClick[], windowHours: number): void {
	const candidates = clicks.flatMap((click) =>
		click.visitor === null ? [] : [{ id: click.id, at: click.at, visitor: click.visitor }],
	);
	const verdicts = dedupe(candidates, windowHours * HOUR);
	for (const click of clicks) click.verdict = verdicts.get(click.id) ?? click.verdict;
}
