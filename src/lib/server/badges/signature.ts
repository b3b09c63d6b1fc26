import { randomBytes } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { badgeRow, signatureSnippet } from '#lib/domain/badges/svg.ts';
import { Failure } from '#lib/domain/failure.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { badgeSignatures } from '../db/schema/badges.ts';
import { publicOrigin } from '../origin.ts';
import { drawPng } from '../pictures/draw.ts';
import { knownBadges } from './known.ts';
import { shownAwards } from './tell.ts';
import { artName } from './views.ts';

/** As many as fit below a name. */
const MOST = 6;
const HEIGHT = 40;
/** Drawn larger than shown, for dense screens. */
const DENSITY = 2;

const selfOf = (ctx: Ctx): string => {
	if (ctx.actor.kind !== 'person') throw new Failure('not_allowed', 'This is for people.');
	return ctx.actor.id;
};

/** The badges of a signature: of each badge the highest level, the last reached first. */
async function shownOf(ctx: Ctx, personId: string) {
	const rows = await ctx.db.execute<{ badge: string; level: number }>(sql`
		select a.badge, max(a.level)::int as level from badge_awards a
		where a.person_id = ${personId}::uuid and ${await shownAwards(ctx)}
		group by 1 order by max(a.at) desc, 1 limit ${MOST}`);
	const known = await knownBadges(ctx);
	return rows.map(({ badge, level }) => ({ badge: artName(badge, known), level }));
}

/** The signature of the person who asks, ready to paste; null while there is none. `alt` says in words what it is. */
export const readSignature = guarded(
	'readSignature',
	'badges.own',
	z.strictObject({ alt: z.string().max(200) }),
	async (ctx, { alt }): Promise<{ src: string; snippet: string } | null> => {
		const personId = selfOf(ctx);
		const [row] = await ctx.db
			.select({ token: badgeSignatures.token })
			.from(badgeSignatures)
			.where(and(eq(badgeSignatures.personId, personId), isNull(badgeSignatures.revokedAt)));
		if (!row) return null;
		const src = `${publicOrigin()}/b/${row.token}.png`;
		const { width } = badgeRow(await shownOf(ctx, personId), HEIGHT);
		return { src, snippet: signatureSnippet({ src, alt, width, height: HEIGHT }) };
	},
);

/** Makes a new address for one's signature; the one before shows nothing from now on. */
export const makeSignature = guarded('makeSignature', 'badges.own', z.strictObject({}), (ctx) =>
	withTransaction(ctx, async (tx): Promise<void> => {
		const personId = selfOf(tx);
		await tx.db.execute(sql`select from people where id = ${personId}::uuid for update`);
		await revoke(tx, personId);
		const token = randomBytes(24).toString('base64url');
		await tx.db.insert(badgeSignatures).values({ token, personId, createdAt: tx.now });
	}),
);

const revoke = (tx: Ctx, personId: string) =>
	tx.db
		.update(badgeSignatures)
		.set({ revokedAt: tx.now })
		.where(and(eq(badgeSignatures.personId, personId), isNull(badgeSignatures.revokedAt)));

/** Ends the address of one's signature: wherever it was pasted, it shows nothing. */
export const revokeSignature = guarded(
	'revokeSignature',
	'badges.own',
	z.strictObject({}),
	async (ctx): Promise<void> => {
		await revoke(ctx, selfOf(ctx));
	},
);

/** The picture behind an address, as the person's badges are now. One that was revoked, and whose person left, shows nothing. */
export const showSignature = guarded(
	'showSignature',
	'badges.show',
	z.strictObject({ token: z.string().min(1).max(100), as: z.enum(['svg', 'png']) }),
	async (ctx, { token, as }): Promise<string | Buffer> => {
		const [row] = await ctx.db.execute<{ personId: string }>(sql`
			select s.person_id as "personId" from badge_signatures s join people p on p.id = s.person_id and p.active
			where s.token = ${token} and s.revoked_at is null`);
		const badges = row ? await shownOf(ctx, row.personId) : [];
		const { svg } = badgeRow(badges, as === 'svg' ? HEIGHT : HEIGHT * DENSITY);
		return as === 'svg' ? svg : drawPng(svg);
	},
);
