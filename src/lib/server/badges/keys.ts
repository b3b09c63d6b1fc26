import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { appendAudit } from '../audit/append.ts';
import { confirmPassword } from '../auth/confirm-password.ts';
import { ms } from '../boards/standing-rows.ts';
import { guarded, withTransaction } from '../context.ts';
import { replaceKey } from './credential-keys.ts';

/** A key that credentials were signed with. Instants are RFC 3339 in UTC. */
export type CredentialKey = {
	kid: string;
	since: string;
	/** Null: it signs now. */
	until: string | null;
	/** Since when it is not trusted, since somebody else may have it; null while it is. */
	distrusted: string | null;
	/** How many credentials that it has signed still hold. */
	credentials: number;
};

/** Every key that credentials were signed with, the newest first; none before the first credential. */
export const readCredentialKeys = guarded(
	'readCredentialKeys',
	'badges.keys',
	z.strictObject({}),
	async (ctx): Promise<CredentialKey[]> => {
		const rows = await ctx.db.execute<
			Pick<CredentialKey, 'kid' | 'credentials'> & {
				since: number;
				until: number | null;
				distrusted: number | null;
			}
		>(sql`
			select k.kid, ${ms(sql`k.created_at`)} as since, ${ms(sql`k.retired_at`)} as until,
				${ms(sql`k.distrusted_at`)} as distrusted,
				(select count(*)::int from badge_credentials c join badge_awards a on a.id = c.award_id
					where c.kid = k.kid and c.revoked_at is null and a.taken_back_at is null) as credentials
			from credential_keys k order by k.created_at desc, k.kid`);
		const text = (at: number | null) => (at === null ? null : new Date(at).toISOString());
		return rows.map(({ since, until, distrusted, ...row }) => ({
			...row,
			since: new Date(since).toISOString(),
			...{ until: text(until), distrusted: text(distrusted) },
		}));
	},
);

/**
 * Has credentials signed by a new key from now on. What the ones before have signed can still be checked: their public
 * halves stay where they are. A person gives their password again. Throws Failure `invalid` (`password`), `too_many`.
 */
export const rotateCredentialKey = guarded(
	'rotateCredentialKey',
	'badges.keys',
	z.strictObject({ password: z.string().max(1000).optional() }),
	async (ctx, { password }): Promise<{ kid: string }> => {
		await confirmPassword(ctx, password);
		return withTransaction(ctx, async (tx) => {
			const { kid } = await replaceKey(tx);
			await appendAudit(tx, { action: 'badge.key_rotate', target: `credential_key:${kid}` });
			return { kid };
		});
	},
);
