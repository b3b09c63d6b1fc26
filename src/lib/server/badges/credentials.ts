import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { credentialPayload } from '#lib/domain/badges/credential.ts';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { badgeCredentials } from '../db/schema/badges.ts';
import { publicOrigin } from '../origin.ts';
import { maskedPeople } from '../people/shown.ts';
import { readProgram } from '../programs/queries.ts';
import { awardViews, type AwardView } from './awards.ts';
import { signJwt, signingKeyOf } from './credential-keys.ts';
import { knownBadges } from './known.ts';
import { shownAwards } from './tell.ts';

const selfOf = (ctx: Ctx) => {
	if (ctx.actor.kind !== 'person') throw new Failure('not_allowed', 'This is for people.');
	return ctx.actor;
};

/** The addresses under which whoever verifies finds what they need. */
export const issuerAddress = () => `${publicOrigin()}/ob/issuer`;
/** Where the list of what was revoked stands. */
export const revocationsAddress = () => `${publicOrigin()}/ob/revoked`;
/** Where one public key stands. */
export const keyAddress = (kid: string) => `${publicOrigin()}/ob/keys/${kid}`;
/** The page of a credential, which is its id too. */
export const credentialAddress = (id: string) => `${publicOrigin()}/verify/${id}`;

async function payloadOf(tx: Ctx, id: string, award: AwardView): Promise<Record<string, unknown>> {
	const self = selfOf(tx);
	const origin = publicOrigin();
	const { name } = await readProgram(tx);
	const [{ email }] = (await tx.db.execute(
		sql`select email from people where id = ${self.id}::uuid`,
	)) as unknown as [{ email: string }];
	const salt = randomBytes(16).toString('hex');
	const [hidden] = await maskedPeople(tx.db, ['outside'], [self.id]);
	const level = award.of > 1 ? ` ${award.level}/${award.of}` : '';
	return credentialPayload({
		id: credentialAddress(id),
		issuer: { id: issuerAddress(), name, url: origin },
		subject: `urn:uuid:${randomUUID()}`,
		...{ name: hidden ? null : self.name, salt },
		emailHash: createHash('sha256').update(`${email}${salt}`).digest('hex'),
		achievement: {
			id: `${origin}/ob/badges/${encodeURIComponent(award.badge)}/${award.level}`,
			name: `${award.name}${level}`,
			...{ description: award.takes, criteria: award.given?.reason ?? award.takes },
			image: `${origin}/ob/badges/${encodeURIComponent(award.badge)}/${award.level}.png`,
		},
		...{ validFrom: award.at, revocations: revocationsAddress() },
	});
}

/**
 * Takes a badge of one's own out of the portal as a signed credential, one at a time of each award; again gives the one that is there. What
 * a frozen contest hides cannot be taken out yet. Throws Failure `not_found`.
 */
export const issueCredential = guarded(
	'issueCredential',
	'badges.own',
	z.strictObject({ award: z.uuid() }),
	(ctx, input) =>
		withTransaction(ctx, async (tx): Promise<{ id: string }> => {
			const { id: personId } = selfOf(tx);
			// Two presses of one button take turns.
			await tx.db.execute(sql`select from people where id = ${personId}::uuid for update`);
			const mine = sql`a.id = ${input.award}::uuid and a.person_id = ${personId}::uuid`;
			const where = sql`${mine} and ${await shownAwards(tx)}`;
			const [award] = await awardViews(tx, await knownBadges(tx), where, 1);
			if (!award) throw new Failure('not_found', 'There is no such badge of yours.');
			const [known] = await tx.db
				.select({ id: badgeCredentials.id })
				.from(badgeCredentials)
				.where(and(eq(badgeCredentials.awardId, award.id), isNull(badgeCredentials.revokedAt)));
			if (known) return known;
			const id = randomUUID();
			const key = await signingKeyOf(tx);
			const jwt = signJwt(key, keyAddress(key.kid), await payloadOf(tx, id, award));
			await tx.db
				.insert(badgeCredentials)
				.values({ id, awardId: award.id, personId, kid: key.kid, jwt, issuedAt: tx.now });
			await appendAudit(tx, {
				action: 'badge.credential',
				target: `badge_credential:${id}`,
				details: { badge: award.badge, level: award.level },
			});
			return { id };
		}),
);

/** Takes a credential of one's own back: its page and the list of revocations say so from now on. Throws Failure `not_found`. */
export const revokeCredential = guarded(
	'revokeCredential',
	'badges.own',
	z.strictObject({ id: z.uuid() }),
	(ctx, { id }) =>
		withTransaction(ctx, async (tx): Promise<void> => {
			const revoked = await tx.db
				.update(badgeCredentials)
				.set({ revokedAt: tx.now, revokedWhy: 'person' })
				.where(
					and(
						eq(badgeCredentials.id, id),
						eq(badgeCredentials.personId, selfOf(tx).id),
						isNull(badgeCredentials.revokedAt),
					),
				)
				.returning({ id: badgeCredentials.id });
			if (revoked.length === 0) throw new Failure('not_found', 'There is no such credential.');
			await appendAudit(tx, {
				action: 'badge.credential_revoke',
				target: `badge_credential:${id}`,
			});
		}),
);

/** The person's own awards that can be taken out or are, with the address of the credential; newest first. */
export const readOutside = guarded(
	'readOutside',
	'badges.own',
	z.strictObject({}),
	async (ctx): Promise<{ award: AwardView; credential: string | null }[]> => {
		const { id } = selfOf(ctx);
		const where = sql`a.person_id = ${id}::uuid and ${await shownAwards(ctx)}`;
		const awards = await awardViews(ctx, await knownBadges(ctx), where, 200);
		const out = await ctx.db
			.select({ id: badgeCredentials.id, awardId: badgeCredentials.awardId })
			.from(badgeCredentials)
			.where(and(eq(badgeCredentials.personId, id), isNull(badgeCredentials.revokedAt)));
		const byAward = new Map(out.map((one) => [one.awardId, one.id]));
		return awards.map((award) => ({ award, credential: byAward.get(award.id) ?? null }));
	},
);
