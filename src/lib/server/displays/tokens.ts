import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { guarded, type Ctx } from '../context.ts';
import type { Db } from '../db/client.ts';
import { displayTokens } from '../db/schema/displays.ts';

/** A screen may be switched off for so long and is still known. */
export const TOKEN_DAYS = 90;
/** A token of this age is replaced by a new one. */
const RENEW_AFTER_DAYS = 7;
/** What was asked with the old token while the answer with the new one was under way. */
const GRACE_SECONDS = 30;
/** Two requests at once must not both bring a new token. */
const RENEW_AGAIN_SECONDS = 60;
/** That a token was used is written this seldom. */
const TOUCH_SECONDS = 60;

/** What is stored of a secret: its SHA-256 in hex. 32 random bytes need no slow hash. */
export const hashOf = (secret: string) => createHash('sha256').update(secret).digest('hex');

/** 32 random bytes as base64url. */
export const newSecret = () => randomBytes(32).toString('base64url');

/** A new token for a display (own id); only its hash is kept. For a verb that has authorised already. */
export async function issueToken(ctx: Ctx, displayId: string): Promise<string> {
	const token = newSecret();
	const expiresAt = new Date(ctx.now.getTime() + TOKEN_DAYS * 86_400_000);
	const row = { displayId, hash: hashOf(token), createdAt: ctx.now, expiresAt };
	await ctx.db.insert(displayTokens).values(row);
	return token;
}

type Row = { id: string; displayId: string; used: boolean; touch: boolean; renew: boolean };

/**
 * Whose token this is: the display's own id, or null when it is unknown, expired, replaced or revoked, or the display is.
 * With `renew`, `renewed` is the token to keep from now on, once the one that was sent is a week old; the old one is
 * good until the new one was used. The answer is who is asking, so there is nobody to authorise before it.
 */
export async function readToken(
	db: Db,
	token: string,
	now: Date,
	{ renew = false }: { renew?: boolean } = {},
): Promise<{ displayId: string; renewed?: string } | null> {
	if (!/^[\w-]{43}$/.test(token)) return null;
	const at = now.toISOString();
	const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000).toISOString();
	const [row] = (await db.execute(sql`
		select t.id, t.display_id as "displayId", t.last_used_at is not null as used,
			coalesce(t.last_used_at < ${ago(TOUCH_SECONDS)}, true) as touch,
			t.created_at < ${ago(RENEW_AFTER_DAYS * 86_400)} and not exists (
				select from display_tokens n
				where n.display_id = t.display_id and n.created_at > ${ago(RENEW_AGAIN_SECONDS)}) as renew
		from display_tokens t join displays d on d.id = t.display_id
		where t.hash = ${hashOf(token)} and t.revoked_at is null and t.expires_at > ${at}
			and d.revoked_at is null
			and (t.replaced_at is null or t.replaced_at > ${ago(GRACE_SECONDS)})
	`)) as unknown as Row[];
	if (!row) return null;
	const { displayId } = row;
	if (row.touch) {
		await db.execute(sql`update display_tokens set last_used_at = ${at} where id = ${row.id}`);
	}
	if (!row.used) {
		await db.execute(sql`
			update display_tokens set replaced_at = ${at}
			where display_id = ${displayId} and replaced_at is null and id < ${row.id}`);
	}
	if (!renew || !row.renew) return { displayId };
	const ctx = { db, now } as Ctx;
	return { displayId, renewed: await issueToken(ctx, displayId) };
}

/** Ends all tokens of a display (own id). For a verb that has authorised already. */
export async function endTokens(ctx: Ctx, displayId: string): Promise<void> {
	await ctx.db.execute(sql`
		update display_tokens set revoked_at = ${ctx.now.toISOString()}
		where display_id = ${displayId} and revoked_at is null`);
}

/** Ended tokens and pairings, by day: nobody needs to know of them any more. */
const KEPT_DAYS = 30;

/** Deletes pairings that ended a day ago and tokens and interruptions that ended a month ago; gives how many. */
export const sweepDisplays = guarded('sweepDisplays', 'system.run', z.object({}), async (ctx) => {
	const before = (days: number) => new Date(ctx.now.getTime() - days * 86_400_000).toISOString();
	const pairings = await ctx.db.execute(
		sql`delete from display_pairings where expires_at < ${before(1)}`,
	);
	const tokens = await ctx.db.execute(sql`
		delete from display_tokens
		where least(expires_at, replaced_at, revoked_at) < ${before(KEPT_DAYS)}`);
	const takeovers = await ctx.db.execute(
		sql`delete from display_takeovers where until < ${before(KEPT_DAYS)}`,
	);
	return { pairings: pairings.count, tokens: tokens.count, takeovers: takeovers.count };
});
