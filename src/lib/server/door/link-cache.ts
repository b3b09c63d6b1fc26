import type { Sql } from 'postgres';
import { targetOf, type Target } from './target.ts';

/** A link with what the door shows of its post, as the snapshot keeps it. */
export type StoredLink = {
	id: string;
	slug: string;
	personId: string;
	postId: string;
	network: string;
	url: string;
	title: string;
	summary: string | null;
	imageUrl: string | null;
};

export type CachedLink = StoredLink & {
	/** False when it may have changed: it is asked for anew before it is used, unless the database is away. */
	fresh: boolean;
	/** When it was read, milliseconds since 1970. */
	readAt: number;
	target: Target | null;
	campaign: string | undefined;
	/** How many robots' and other uncounted requests of this hour are stored. */
	hour: number;
	uncounted: number;
};

type Row = {
	id: string;
	slug: string;
	person_id: string;
	post_id: string;
	network: string;
	url: string;
	title: string;
	summary: string | null;
	image_url: string | null;
};

const stored = (row: Row): StoredLink => ({
	id: row.id,
	slug: row.slug,
	personId: row.person_id,
	postId: row.post_id,
	network: row.network,
	url: row.url,
	title: row.title,
	summary: row.summary,
	imageUrl: row.image_url,
});

/** About 1 kB each with its target and card: 50 MB at most. */
const MAX_LINKS = 50_000;
/** So many of the newest are known from the start, also those that nobody has opened since. */
const PRELOAD = 20_000;
/** Slugs that are nobody's; someone who tries slugs only turns this list over. */
const MAX_UNKNOWN = 5_000;
/** A bell may be lost with its connection: what is older than this is checked once more, behind the answer. */
const RECHECK_MS = 60_000;
const UNKNOWN_FOR_MS = 30_000;
/** What is asked for within one look-up goes together; the rest waits for the next. */
const MAX_LOOKUP = 500;

/** The links that the door answers: in memory, kept true by the bell `links`, and used as they are while Postgres is away. */
export class LinkCache {
	#links = new Map<string, CachedLink>();
	#byPost = new Map<string, Set<string>>();
	#unknown = new Map<string, number>();
	#asked = new Map<string, ((link: CachedLink | null, error?: unknown) => void)[]>();
	#asking = false;
	/** Rises with every bell: what was read before one may be older than it. */
	#bells = 0;
	readonly #sql: Sql;

	constructor(sql: Sql) {
		this.#sql = sql;
	}

	get size(): number {
		return this.#links.size;
	}

	/** The link, null for a slug that is known to be nobody's, undefined when it has to be asked for. */
	peek(slug: string, now: number): CachedLink | null | undefined {
		const link = this.#links.get(slug);
		if (link) {
			if (!link.fresh) return undefined;
			if (now - link.readAt > RECHECK_MS) {
				link.readAt = now;
				this.ask(slug).catch(() => undefined);
			}
			return link;
		}
		const until = this.#unknown.get(slug);
		return until !== undefined && until > now ? null : undefined;
	}

	/** What is in memory, true or not: for when the database cannot be asked. */
	peekStale(slug: string): CachedLink | undefined {
		return this.#links.get(slug);
	}

	/** Asks the database; several questions go in one query. Null when there is no such link. Throws when it is away. */
	ask(slug: string): Promise<CachedLink | null> {
		return new Promise((resolve, reject) => {
			const waiting = this.#asked.get(slug);
			const answer = (link: CachedLink | null, error?: unknown) =>
				error === undefined ? resolve(link) : reject(error as Error);
			if (waiting) waiting.push(answer);
			else this.#asked.set(slug, [answer]);
			if (!this.#asking) {
				this.#asking = true;
				queueMicrotask(() => void this.#lookUp());
			}
		});
	}

	/** The target of a link under a campaign, made once for both. Null when its address is none that may be answered. */
	targetOf(link: CachedLink, campaign: string): Target | null {
		if (link.campaign !== campaign) {
			link.campaign = campaign;
			link.target = targetOf(link.url, { source: link.network, campaign, content: link.slug });
		}
		return link.target;
	}

	/** A bell: `post:<id>` or a slug. What it names is asked for anew before it is used again. */
	ring(payload: string): void {
		this.#bells++;
		const slugs = payload.startsWith('post:') ? this.#byPost.get(payload.slice(5)) : [payload];
		for (const slug of slugs ?? []) {
			this.#unknown.delete(slug);
			const link = this.#links.get(slug);
			if (link) link.fresh = false;
		}
	}

	/** After a time without bells: nothing is sure until it is read again; the newest links are read at once. */
	async reload(): Promise<void> {
		this.#bells++;
		this.#unknown.clear();
		for (const link of this.#links.values()) link.fresh = false;
		const bells = this.#bells;
		const rows = await this.#sql<Row[]>`
			select l.id, l.slug, l.person_id, l.post_id, l.network, p.url, p.title, p.summary, p.image_url
			from links l join posts p on p.id = l.post_id
			order by l.shared_at desc limit ${PRELOAD}`;
		for (const row of rows) this.#keep(stored(row), bells === this.#bells);
	}

	dump(): StoredLink[] {
		return [...this.#links.values()].map(
			({ id, slug, personId, postId, network, url, title, summary, imageUrl }) => ({
				...{ id, slug, personId, postId, network, url, title, summary, imageUrl },
			}),
		);
	}

	/** Takes a snapshot's links, to be used only as long as the database is away. */
	restore(links: readonly StoredLink[]): void {
		for (const link of links) if (!this.#links.has(link.slug)) this.#keep(link, false);
	}

	async #lookUp(): Promise<void> {
		while (this.#asked.size > 0) {
			const batch = [...this.#asked].slice(0, MAX_LOOKUP);
			for (const [slug] of batch) this.#asked.delete(slug);
			const bells = this.#bells;
			try {
				const rows = await this.#sql<Row[]>`
					select l.id, l.slug, l.person_id, l.post_id, l.network, p.url, p.title, p.summary, p.image_url
					from links l join posts p on p.id = l.post_id
					where l.slug in ${this.#sql(batch.map(([slug]) => slug))}`;
				const found = new Map(rows.map((row) => [row.slug, stored(row)]));
				for (const [slug, waiting] of batch) {
					const row = found.get(slug);
					const link = row ? this.#keep(row, bells === this.#bells) : this.#lack(slug, bells);
					for (const answer of waiting) answer(link);
				}
			} catch (error) {
				for (const [, waiting] of batch) for (const answer of waiting) answer(null, error);
			}
		}
		this.#asking = false;
	}

	#keep(link: StoredLink, fresh: boolean): CachedLink {
		const before = this.#links.get(link.slug);
		const cached: CachedLink = {
			...link,
			...{ fresh, readAt: Date.now(), target: null, campaign: undefined },
			hour: before?.hour ?? 0,
			uncounted: before?.uncounted ?? 0,
		};
		this.#links.delete(link.slug);
		this.#links.set(link.slug, cached);
		const siblings = this.#byPost.get(link.postId);
		if (siblings) siblings.add(link.slug);
		else this.#byPost.set(link.postId, new Set([link.slug]));
		for (const oldest of this.#links.values()) {
			if (this.#links.size <= MAX_LINKS) break;
			this.#links.delete(oldest.slug);
			this.#byPost.get(oldest.postId)?.delete(oldest.slug);
		}
		return cached;
	}

	#lack(slug: string, bells: number): null {
		this.#links.delete(slug);
		if (bells === this.#bells) this.#unknown.set(slug, Date.now() + UNKNOWN_FOR_MS);
		for (const oldest of this.#unknown.keys()) {
			if (this.#unknown.size <= MAX_UNKNOWN) break;
			this.#unknown.delete(oldest);
		}
		return null;
	}
}
