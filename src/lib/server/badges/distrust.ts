import { setImmediate as nextTurn } from 'node:timers/promises';
import { and, eq, isNull } from 'drizzle-orm';
import { z } from 'zod';
import { Failure } from '#lib/domain/failure.ts';
import { appendAudit } from '../audit/append.ts';
import { confirmPassword } from '../auth/confirm-password.ts';
import { guarded, withTransaction, type Ctx } from '../context.ts';
import { badgeCredentials, credentialKeys } from '../db/schema/badges.ts';
import { notify } from '../notices/notify.ts';
import { keyAddress } from './credentials.ts';
import {
	checkedPayload,
	replaceKey,
	signingKeyOf,
	signJwt,
	type SigningKey,
} from './credential-keys.ts';

/** Signs anew what the other key has signed and still holds, under the same addresses. Gives whose they are, one entry for each. */
async function signAnew(tx: Ctx, from: string, key: SigningKey): Promise<string[]> {
	const held = await tx.db
		.select()
		.from(badgeCredentials)
		.where(and(eq(badgeCredentials.kid, from), isNull(badgeCredentials.revokedAt)));
	const holders: string[] = [];
	for (const { id, jwt, kid, personId } of held) {
		// What is not as it was signed stays as it is: nothing that was slipped in gets a good signature here.
		const payload = await checkedPayload(tx, { jwt, kid });
		if (!payload) continue;
		await tx.db
			.update(badgeCredentials)
			.set({ kid: key.kid, jwt: signJwt(key, keyAddress(key.kid), payload) })
			.where(eq(badgeCredentials.id, id));
		holders.push(personId);
		// A signature takes a millisecond: the process does its other work in between.
		await nextTurn();
	}
	return holders;
}

/** Tells holders, once each, that copies which they saved no longer verify, and where to get them anew. */
async function tellHolders(tx: Ctx, kid: string, holders: readonly string[]): Promise<void> {
	const lists = [...Map.groupBy(holders, (person) => person)];
	// A notice says how many: those with as many get theirs in one statement.
	for (const [count, alike] of Map.groupBy(lists, ([, list]) => list.length)) {
		const people = alike.map(([person]) => person);
		const key = `credentials:${kid}`;
		await notify(tx, { people, kind: 'credentials_signed_anew', params: { count }, key });
	}
}

/**
 * Says of a key that somebody else may have it. It signs no more, its public half is published no more, so that no verifier accepts what
 * it has signed or will sign; the portal's own credentials are signed anew with the key that signs now, a new one where it was that,
 * and their holders are told.
 * A person gives their password again. Throws Failure `not_found`, `conflict` (it is not trusted already), `invalid` (`password`), `too_many`.
 */
export const distrustCredentialKey = guarded(
	'distrustCredentialKey',
	'badges.keys',
	z.strictObject({ kid: z.string().min(1).max(100), password: z.string().max(1000).optional() }),
	async (ctx, { kid, password }): Promise<{ kid: string; signedAnew: number }> => {
		await confirmPassword(ctx, password);
		return withTransaction(ctx, async (tx) => {
			// The lock of whoever signs: nothing new is signed with it meanwhile.
			const current = await signingKeyOf(tx);
			const [key] = await tx.db.select().from(credentialKeys).where(eq(credentialKeys.kid, kid));
			if (!key) throw new Failure('not_found', 'There is no such key.');
			if (key.distrustedAt)
				throw new Failure('conflict', 'It is not trusted already.', { reason: 'distrusted' });
			const next = current.kid === kid ? await replaceKey(tx) : current;
			const holders = await signAnew(tx, kid, next);
			await tellHolders(tx, kid, holders);
			const signedAnew = holders.length;
			await tx.db
				.update(credentialKeys)
				.set({ distrustedAt: tx.now })
				.where(eq(credentialKeys.kid, kid));
			await appendAudit(tx, {
				action: 'badge.key_distrust',
				target: `credential_key:${kid}`,
				details: { signedAnew, key: next.kid },
			});
			return { kid: next.kid, signedAnew };
		});
	},
);
