import { sql } from 'drizzle-orm';
import { v7 } from 'uuid';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { keysOf } from '#lib/domain/feeds/keys.ts';
import { decodeMarkup } from '#lib/domain/feeds/markup.ts';
import { parseFeed, type ParsedFeed } from '#lib/domain/feeds/parse.ts';
import { pauseMinutes } from '#lib/domain/feeds/schedule.ts';
import { OutsideFailure } from '#lib/domain/outside/failure.ts';
import { instantOf } from '../boards/audience-facts.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { PUBLIC, type Reach } from '../outside/reach.ts';
import { requestOutside } from '../outside/request.ts';

/** Feeds of large papers have some 500 kB; more than this is made to do harm. */
const MAX_BYTES = 5 * 1024 * 1024;
const TIMEOUT_MS = 20_000;
/** A feed whose items all look new, however often it is read, may fill the list only so far. */
const MAX_WAITING = 300;
/** What a feed no longer holds is forgotten after so many days, unless it became a story. */
const KEPT_DAYS = 90;
/** At one tick; the rest is due at the next. */
const FEEDS_AT_ONCE = 20;

type Due = {
	id: string;
	url: string;
	name: string;
	every_minutes: number;
	etag: string | null;
	last_modified: string | null;
	failures: number;
};

export type ReadFeed = { added: number; known: number; skipped: number; problem: string | null };

/**
 * Takes feeds that are due, or this one, and moves their next read on, so that nobody reads them a second time meanwhile.
 * Of what is due, what somebody else holds is theirs; one that was asked for by name is waited for.
 */
async function claim(ctx: Ctx, only: string | null): Promise<Due[]> {
	return ctx.db.execute<Due>(sql`
		update feeds f set next_read_at = ${instantOf(ctx.now)} + make_interval(mins => f.every_minutes)
		where f.id in (
			select id from feeds where ${
				only === null
					? sql`not paused and next_read_at <= ${instantOf(ctx.now)}`
					: sql`id = ${only}::uuid`
			}
			order by next_read_at limit ${FEEDS_AT_ONCE} for update ${only === null ? sql`skip locked` : sql``})
		returning f.id, f.url, f.name, f.every_minutes, f.etag, f.last_modified, f.failures`);
}

type Fetched = { feed: ParsedFeed | null; etag: string | null; lastModified: string | null };

/** What the feed's server answers; `feed` is null when nothing has changed. Throws OutsideFailure, or Failure with a reason. */
async function fetchFeed(due: Due, reach: Reach): Promise<Fetched> {
	const answer = await requestOutside({
		...{ url: due.url, maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS, maxRedirects: 5, reach },
		headers: {
			accept: 'application/rss+xml, application/atom+xml, application/xml;q=0.9, text/xml;q=0.9',
			...(due.etag ? { 'if-none-match': due.etag } : {}),
			...(due.last_modified ? { 'if-modified-since': due.last_modified } : {}),
		},
	});
	const { etag = null, 'last-modified': lastModified = null } = answer.headers;
	if (answer.status === 304)
		return { feed: null, etag: etag ?? due.etag, lastModified: lastModified ?? due.last_modified };
	if (answer.status !== 200)
		throw new Failure('invalid', `It answered ${answer.status}.`, {
			reason: answer.status === 404 || answer.status === 410 ? 'gone' : 'status',
		});
	const feed = parseFeed(decodeMarkup(answer.body, answer.headers['content-type']), answer.url);
	if (!feed) throw new Failure('invalid', 'It is no feed.', { reason: 'no_feed' });
	return {
		feed,
		etag: etag?.slice(0, 500) ?? null,
		lastModified: lastModified?.slice(0, 100) ?? null,
	};
}

/** Keeps the entries that nobody has seen: each of the three keys alone decides, in the database. Gives how many are new, and whether the list is full. */
async function keepEntries(
	tx: Ctx,
	feedId: string,
	feed: ParsedFeed,
): Promise<{ added: number; isFull: boolean }> {
	const rows = feed.entries.map((entry) => ({
		...{ id: v7(), title: entry.title, url: entry.url, summary: entry.text || null },
		...{ image_url: entry.imageUrl, published_at: entry.publishedAt?.toISOString() ?? null },
		...Object.fromEntries(
			Object.entries(keysOf(entry)).map(([key, value]) => [key.replace('Key', '_key'), value]),
		),
	}));
	const sent = JSON.stringify(rows);
	const record = sql`jsonb_to_recordset(${sent}::text::jsonb) as r (id uuid, title text, url text, summary text,
		image_url text, published_at timestamptz, guid_key text, address_key text, content_key text)`;
	const [{ room } = { room: 0 }] = await tx.db.execute<{ room: number }>(sql`
		select greatest(0, ${MAX_WAITING} - count(*))::int as room
		from feed_items where feed_id = ${feedId}::uuid and state = 'new'`);
	const known = sql`(i.feed_id = ${feedId}::uuid and i.guid_key = r.guid_key)
		or i.address_key = r.address_key or i.content_key = r.content_key`;
	await tx.db.execute(sql`
		update feed_items i set last_seen_at = ${instantOf(tx.now)} from ${record} where ${known}`);
	const added = await tx.db.execute(sql`
		insert into feed_items (id, feed_id, guid_key, address_key, content_key, title, url, summary, image_url,
			published_at, last_seen_at, created_at)
		select r.id, ${feedId}::uuid, r.guid_key, r.address_key, r.content_key, r.title, r.url, r.summary, r.image_url,
			r.published_at, ${instantOf(tx.now)}, ${instantOf(tx.now)}
		from ${record} where not exists (select from feed_items i where ${known})
		order by r.published_at desc nulls last, r.id limit ${room}
		on conflict do nothing returning 1`);
	await tx.db.execute(sql`
		delete from feed_items where feed_id = ${feedId}::uuid and state <> 'accepted'
			and last_seen_at < ${instantOf(tx.now)} - make_interval(days => ${KEPT_DAYS})`);
	return { added: added.length, isFull: added.length === room && rows.length > room };
}

async function readOne(ctx: Ctx, due: Due, reach: Reach): Promise<ReadFeed> {
	const now = instantOf(ctx.now);
	try {
		const { feed, etag, lastModified } = await fetchFeed(due, reach);
		return await withTransaction(ctx, async (tx) => {
			const { added, isFull } = feed
				? await keepEntries(tx, due.id, feed)
				: { added: 0, isFull: false };
			const problem = isFull ? 'list_full' : null;
			await tx.db.execute(sql`
				update feeds set etag = ${etag}, last_modified = ${lastModified}, failures = 0, problem = ${problem},
					name = case when name = '' then ${feed?.title ?? ''} else name end,
					last_read_at = ${now}, last_success_at = ${now} where id = ${due.id}::uuid`);
			const { entries = [], skipped = 0 } = feed ?? {};
			return { added, known: entries.length - added, skipped, problem };
		});
	} catch (error) {
		const problem =
			error instanceof OutsideFailure ? error.code : error instanceof Failure ? error.reason : null;
		if (!problem) throw error;
		await ctx.db.execute(sql`
			update feeds set failures = failures + 1, problem = ${problem}, last_read_at = ${now},
				next_read_at = ${now} + make_interval(mins => ${pauseMinutes(due.every_minutes, due.failures + 1)})
			where id = ${due.id}::uuid`);
		return { added: 0, known: 0, skipped: 0, problem };
	}
}

/** readDueFeeds within another reach, for tests. */
export const readDueFeedsWithin = (reach: Reach) =>
	guarded(
		'readDueFeeds',
		'system.run',
		z.strictObject({}),
		async (ctx): Promise<{ read: number; added: number; failed: number }> => {
			const done: ReadFeed[] = [];
			// One after another: a slow one costs its 20 s, and nobody waits.
			for (const due of await claim(ctx, null)) done.push(await readOne(ctx, due, reach));
			return {
				read: done.length,
				added: done.reduce((sum, { added }) => sum + added, 0),
				failed: done.filter(({ problem }) => problem !== null && problem !== 'list_full').length,
			};
		},
	);

/** Reads the feeds that are due; what fails is tried again later and later. Twice at once reads each once. */
export const readDueFeeds = readDueFeedsWithin(PUBLIC);

/** readFeed within another reach, for tests. */
export const readFeedWithin = (reach: Reach) =>
	guarded(
		'readFeed',
		'feeds.write',
		z.strictObject({ id: z.uuid() }),
		async (ctx, { id }): Promise<ReadFeed> => {
			const [due] = await claim(ctx, id);
			if (!due) throw new Failure('not_found', 'There is no such feed.');
			return readOne(ctx, due, reach);
		},
	);

/** Reads one feed now, whether it is due or not; a problem is told, not thrown. Throws Failure `not_found`. */
export const readFeed = readFeedWithin(PUBLIC);
