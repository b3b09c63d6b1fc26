import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { pauseMinutes } from '#lib/domain/feeds/schedule.ts';
import { Failure } from '#lib/domain/failure.ts';
import { OutsideFailure } from '#lib/domain/outside/failure.ts';
import { instantOf } from '../boards/audience-facts.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { PUBLIC, type Reach } from '../outside/reach.ts';
import { requestOutside } from '../outside/request.ts';
import { encodePicture, MAX_UPLOAD_BYTES } from '../pictures/encode.ts';
import { deleteFetchedPicture, keepFetchedPicture } from '../pictures/fetched.ts';

const TIMEOUT_MS = 20_000;
const MAX_REDIRECTS = 3;
/** The longer side: as wide as most screens are. */
const MAX_SIDE = 1920;
/** At one tick, one after the other; the rest is due at the next. */
const AT_ONCE = 20;
const MINUTE_MS = 60_000;
/** Ticks come a little early or late. */
const EARLY_MS = 5_000;

type Known = {
	id: string;
	address: string;
	minutes: number;
	pictureId: string | null;
	previousId: string | null;
	hash: string | null;
	askedAt: string | null;
	failures: number;
};

/** The scenes of playlists, and of what is shown just now, that show a picture of the web: their address and its pace. */
const wanted = (ctx: Ctx) => sql`
	select s->>'address' as address, coalesce(min((s->>'minutes')::int), 60) as minutes
	from (
		select item->'settings' as s from playlists, jsonb_array_elements(items) item where item->>'scene' = 'web'
		union all select settings from display_takeovers where scene = 'web' and ended_at is null and until > ${instantOf(ctx.now)}
	) shown
	where s->>'address' <> '' group by 1`;

/** Begins with addresses that are new, forgets those that nothing shows any more, and gives all the others. */
async function known(ctx: Ctx): Promise<Known[]> {
	return withTransaction(ctx, async (tx) => {
		await tx.db.execute(sql`
			insert into web_pictures (id, address, created_at)
			select uuidv7(), address, ${instantOf(tx.now)} from (${wanted(tx)}) w on conflict do nothing`);
		const gone = (await tx.db.execute(sql`
			delete from web_pictures where address not in (select address from (${wanted(tx)}) w)
			returning picture_id as "pictureId", previous_id as "previousId"`)) as unknown as Pick<
			Known,
			'pictureId' | 'previousId'
		>[];
		for (const { pictureId, previousId } of gone) {
			for (const id of [pictureId, previousId])
				if (id) await deleteFetchedPicture({ ctx: tx, input: { id } });
		}
		return (await tx.db.execute(sql`
			select p.id, p.address, w.minutes, p.picture_id as "pictureId", p.previous_id as "previousId", p.hash,
				p.asked_at as "askedAt", p.failures
			from web_pictures p join (${wanted(tx)}) w on w.address = p.address
			order by p.asked_at nulls first, p.id`)) as unknown as Known[];
	});
}

const isDue = ({ askedAt, minutes, failures }: Known, now: Date): boolean =>
	askedAt === null ||
	new Date(askedAt).getTime() + pauseMinutes(minutes, failures) * MINUTE_MS - EARLY_MS <=
		now.getTime();

/** Takes it for this instance: whoever looked at the same moment finds that it was asked. */
async function claim(ctx: Ctx, { id, askedAt }: Known): Promise<boolean> {
	const taken = await ctx.db.execute(sql`
		update web_pictures set asked_at = ${instantOf(ctx.now)}
		where id = ${id}::uuid and asked_at is not distinct from ${askedAt}::timestamptz returning 1`);
	return taken.length > 0;
}

/** What stands at the address. Throws OutsideFailure, or Failure with a reason. */
async function download(address: string, reach: Reach): Promise<Buffer> {
	const answer = await requestOutside({
		...{ url: address, maxBytes: MAX_UPLOAD_BYTES, timeoutMs: TIMEOUT_MS, reach },
		maxRedirects: MAX_REDIRECTS,
		headers: { accept: 'image/png, image/jpeg, image/webp' },
	});
	if (answer.status === 200) return answer.body;
	throw new Failure('invalid', `It answered ${answer.status}.`, {
		reason: answer.status === 404 || answer.status === 410 ? 'gone' : 'status',
	});
}

async function keep(ctx: Ctx, one: Known, body: Buffer): Promise<void> {
	const hash = createHash('sha256').update(body).digest('hex');
	const had = sql`fetched_at = ${instantOf(ctx.now)}, failures = 0, problem = null`;
	if (one.pictureId && hash === one.hash) {
		await ctx.db.execute(sql`update web_pictures set ${had} where id = ${one.id}::uuid`);
		return;
	}
	const picture = await encodePicture(body, MAX_SIDE);
	await withTransaction(ctx, async (tx) => {
		const pictureId = await keepFetchedPicture({ ctx: tx, input: { picture } });
		await tx.db.execute(sql`
			update web_pictures set picture_id = ${pictureId}::uuid, previous_id = ${one.pictureId}::uuid,
				hash = ${hash}, ${had}
			where id = ${one.id}::uuid`);
		if (one.previousId) await deleteFetchedPicture({ ctx: tx, input: { id: one.previousId } });
	});
}

/** Fetches one; what goes wrong is kept as its problem, and the last good picture stays. Gives whether it went well. */
async function fetchOne(ctx: Ctx, one: Known, reach: Reach): Promise<boolean> {
	try {
		await keep(ctx, one, await download(one.address, reach));
		return true;
	} catch (thrown) {
		const known = thrown instanceof OutsideFailure ? thrown.code : null;
		const problem = known ?? (thrown instanceof Failure ? thrown.reason : null);
		if (!problem) throw thrown;
		await ctx.db.execute(sql`
			update web_pictures set failures = failures + 1, problem = ${problem} where id = ${one.id}::uuid`);
		return false;
	}
}

/** fetchWebPictures within another reach, for tests. */
export const fetchWebPicturesWithin = (reach: Reach) =>
	guarded(
		'fetchWebPictures',
		'system.run',
		z.strictObject({}),
		async (ctx): Promise<{ fetched: number; failed: number }> => {
			const due = (await known(ctx)).filter((one) => isDue(one, ctx.now)).slice(0, AT_ONCE);
			const done = { fetched: 0, failed: 0 };
			for (const one of due) {
				if (!(await claim(ctx, one))) continue;
				const went = await fetchOne(ctx, one, reach);
				done[went ? 'fetched' : 'failed'] += 1;
			}
			return done;
		},
	);

/**
 * Fetches the pictures of the web that playlists show and that are due (PNG, JPEG or WebP of at most 5 MB, in 20 s), and
 * keeps each as WebP of at most 1920 pixels. One that fails is asked for later and later; what nothing shows any more is
 * deleted. Twice at once fetches each once.
 */
export const fetchWebPictures = fetchWebPicturesWithin(PUBLIC);

/** How a picture of the web stands. Instants are RFC 3339 in UTC. */
export type WebPicture = {
	pictureId: string | null;
	fetchedAt: string | null;
	problem: string | null;
};

/** What the portal has of an address; null before it was first asked. For displays, and who makes their playlists. */
export const readWebPicture = guarded(
	'readWebPicture',
	'pictures.read',
	z.strictObject({ address: z.string().max(2000) }),
	async (ctx, { address }): Promise<WebPicture | null> => {
		const [row] = (await ctx.db.execute(sql`
			select picture_id as "pictureId", fetched_at as "fetchedAt", problem from web_pictures
			where address = ${address}`)) as unknown as WebPicture[];
		if (!row) return null;
		const { fetchedAt } = row;
		return { ...row, fetchedAt: fetchedAt && new Date(fetchedAt).toISOString() };
	},
);
